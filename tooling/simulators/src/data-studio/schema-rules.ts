import type { SchemaField } from './answer-forms.ts'

const groupsOfTypes: Readonly<Record<string, string>> = {
  ...named('DATETIME', [
    'YEAR',
    'YEAR_QUARTER',
    'YEAR_MONTH',
    'YEAR_WEEK',
    'YEAR_MONTH_DAY',
    'YEAR_MONTH_DAY_HOUR',
    'YEAR_MONTH_DAY_MINUTE',
    'YEAR_MONTH_DAY_SECOND',
    'QUARTER',
    'MONTH',
    'WEEK',
    'MONTH_DAY',
    'DAY_OF_WEEK',
    'DAY',
    'HOUR',
    'MINUTE',
    'DURATION',
  ]),
  ...named('GEO', [
    'COUNTRY',
    'COUNTRY_CODE',
    'CONTINENT',
    'CONTINENT_CODE',
    'SUB_CONTINENT',
    'SUB_CONTINENT_CODE',
    'REGION',
    'REGION_CODE',
    'CITY',
    'CITY_CODE',
    'METRO',
    'METRO_CODE',
    'LATITUDE_LONGITUDE',
  ]),
  ...named('NUMERIC', ['NUMBER', 'PERCENT']),
  ...named('TEXT', ['TEXT', 'BOOLEAN', 'URL', 'HYPERLINK', 'IMAGE', 'IMAGE_LINK']),
}

/** Every currency that a field can be of. */
const currencies =
  /^CURRENCY_(?:AED|ALL|ARS|AUD|BDT|BGN|BOB|BRL|CAD|CDF|CHF|CLP|CNY|COP|CRC|CZK|DKK|DOP|EGP|ETB|EUR|GBP|HKD|HRK|HUF|IDR|ILS|INR|IRR|ISK|JMD|JPY|KRW|LKR|LTL|MNT|MVR|MXN|MYR|NOK|NZD|PAB|PEN|PHP|PKR|PLN|RON|RSD|RUB|SAR|SEK|SGD|THB|TRY|TWD|TZS|UAH|USD|UYU|VEF|VND|YER|ZAR)$/u
const aggregations = new Set([
  'AVG',
  'COUNT',
  'COUNT_DISTINCT',
  'MAX',
  'MIN',
  'SUM',
  'AUTO',
  'NO_AGGREGATION',
])

/** What is wrong with the fields of a schema. */
export function schemaProblems(schema: readonly SchemaField[]): readonly string[] {
  const names = schema.map(({ name }) => name)
  return [
    ...(schema.length === 0 ? ['there are no fields'] : []),
    ...(new Set(names).size < names.length ? ['two fields have one name'] : []),
    ...schema.flatMap((field) => fieldProblems(field).map((problem) => `${field.name} ${problem}`)),
  ]
}

function fieldProblems({
  name,
  label,
  dataType,
  defaultAggregationType,
  semantics,
}: SchemaField): readonly string[] {
  const { conceptType, semanticType, semanticGroup, isReaggregatable } = semantics
  const group = currencies.test(semanticType) ? 'CURRENCY' : groupsOfTypes[semanticType]
  const isMetric = conceptType === 'METRIC'
  return [
    ...(/^\w+$/u.test(name) && label !== '' ? [] : ['has no name or no label']),
    ...(group === undefined ? [`is of no type: ${semanticType}`] : []),
    ...(group === semanticGroup ? [] : [`is of ${semanticType}, which is not of ${semanticGroup}`]),
    ...(isMetric || conceptType === 'DIMENSION' ? [] : [`is neither metric nor dimension`]),
    ...(isMetric && dataType !== 'NUMBER' ? ['is a metric, and no number'] : []),
    ...(isMetric && !aggregations.has(defaultAggregationType ?? '')
      ? ['is a metric that is aggregated in no way']
      : []),
    ...(defaultAggregationType === 'SUM' && !isReaggregatable
      ? ['is summed, and may not be aggregated']
      : []),
  ]
}

function named(group: string, types: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(types.map((type) => [type, group]))
}
