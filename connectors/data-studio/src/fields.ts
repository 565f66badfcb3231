import { fault } from '@cartograph/core'
import { countedBy, type Described } from './catalogue.ts'
import { semanticTypeOf, type SemanticType } from './semantic-types.ts'

/** A field of a schema in the form in which Data Studio reads it. */
export interface SchemaField {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly group: string
  readonly dataType: SemanticType['dataType']
  readonly defaultAggregationType?: 'SUM' | 'AUTO'
  readonly isDefault?: true
  readonly semantics: Pick<SemanticType, 'semanticType' | 'semanticGroup'> & {
    readonly conceptType: 'DIMENSION' | 'METRIC'
    readonly isReaggregatable: boolean
  }
}

const defaultFields = new Set(['day', countedBy])

const groups: Readonly<Record<string, string>> = {
  money: 'Amounts',
  count: 'Counts',
  number: 'Counts',
  share: 'Shares',
  days: 'Days',
  time: 'Time',
}

const placeGroup = 'Places'
const timeOfDay = new Set(['hour', 'weekday'])

/**
 * A metric or dimension as a field.
 *
 * Parts that do not add up (shares, averages, distinct customers) are computed for each chart as it is grouped: Data Studio may not
 * add them.
 */
export function schemaField(
  described: Described,
  currency: string,
  furtherCurrencies: readonly string[],
): SchemaField {
  const { id, label, definition, kind } = described
  const isMetric = kind === 'metric'
  const isAdditive = isMetric && described.isAdditive === true
  const type = semanticTypeOf(described, currency, furtherCurrencies)
  return {
    name: id,
    label,
    description: definition,
    group: groupOf(described, type),
    dataType: type.dataType,
    ...(isMetric && { defaultAggregationType: isAdditive ? 'SUM' : 'AUTO' }),
    ...(defaultFields.has(id) && { isDefault: true }),
    semantics: {
      conceptType: isMetric ? 'METRIC' : 'DIMENSION',
      semanticType: type.semanticType,
      semanticGroup: type.semanticGroup,
      isReaggregatable: isAdditive,
    },
  }
}

function groupOf({ id, type, kind }: Described, { semanticGroup }: SemanticType): string {
  if (kind === 'metric' || type === 'time') return groups[type] ?? 'Others'
  if (timeOfDay.has(id)) return 'Time'
  return semanticGroup === 'GEO' || id.endsWith('region') ? placeGroup : 'Orders'
}

/** @throws a `config` fault for a field that is none. */
export function fieldNamed(known: ReadonlyMap<string, Described>, name: string): Described {
  const found = known.get(name)
  if (found !== undefined) return found
  throw fault({
    kind: 'config',
    message: `There is no field "${name}".`,
    hint: 'Edit the data source and choose Refresh fields; then take the field out of the chart and put in another.',
  })
}
