import { author, entities, type EntityDefinition, type Mapping } from '@cartograph/core'
import * as z from 'zod'

/** The connector of what staff, applications and hosted pages write; it speaks to no vendor. */
export const ownConnectorId = 'cartograph'

const kit = author(z.unknown())
const row = z.looseObject({ id: z.string() })

const customers = kit.stream({
  // Every change of a row is one more, so that two within one millisecond still have an order.
  schema: z.looseObject({ id: z.string(), revision: z.int() }),
  key: ({ id }) => id,
  version: ({ revision }) => revision,
  deletes: 'reported',
})
const consents = kit.stream({ schema: row, key: ({ id }) => id, deletes: 'reported' })
const events = kit.stream({ schema: row, key: ({ id }) => id, deletes: 'reported' })

/** Each field of the model as it is. */
function asItIs(stream: string, { name, schema }: EntityDefinition): Mapping {
  const names = Object.keys(schema.shape).filter((field) => field !== 'connection')
  return {
    id: `own-${name}`,
    from: { connector: ownConnectorId, stream },
    to: { entity: name },
    fields: Object.fromEntries(names.map((field) => [field, `$.${field}`])),
    // What was checked before it was written cannot come in another shape.
    onDrift: 'warn',
  }
}

export const ownConnector = kit.connector({
  id: ownConnectorId,
  name: 'Cartograph',
  hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: { customers, consents, events },
    mappings: [
      asItIs('customers', entities.customer),
      asItIs('consents', entities.consent),
      asItIs('events', entities.event),
    ],
  }),
})
