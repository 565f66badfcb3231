import { groupIn } from '../../schema-form/form-value.ts'
import { connectorNamed, type CatalogueConnector } from '../connections/catalogue.ts'
import type { Entry } from '../entries/entry.ts'

/** A connection that takes deliveries, with what it takes. */
export interface DeliveryTarget {
  readonly connection: string
  /** The id by which mappings name its connector. */
  readonly connector: string
  readonly sinks: readonly string[]
}

/** Where something can be delivered to; a connection whose connector is not known to send is none. */
export function targetsOf(
  entries: readonly Pick<Entry, 'section' | 'id' | 'value'>[],
  connectors: readonly CatalogueConnector[],
): readonly DeliveryTarget[] {
  return entries.flatMap(({ section, id, value }) => {
    if (section !== 'connections') return []
    const connector = connectorNamed(connectors, groupIn(value)['connector'])
    return connector === undefined || connector.sends.length === 0
      ? []
      : [{ connection: id, connector: connector.id, sinks: connector.sends }]
  })
}

/** A name for a delivery that nobody has named yet, such as `order-to-files`. */
export function suggestedName(entity: string, connection: string): string {
  return `${entity}-to-${connection}`.slice(0, 63)
}
