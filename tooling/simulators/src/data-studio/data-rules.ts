import type { DataAnswer, DataRequest, SchemaField } from './answer-forms.ts'
import { limits } from './limits.ts'

/** What a value of a type looks like; an empty text is null. */
const forms: Readonly<Record<string, RegExp>> = {
  YEAR: /^\d{4}$/u,
  YEAR_QUARTER: /^\d{4}[1-4]$/u,
  YEAR_MONTH: /^\d{4}(?:0[1-9]|1[0-2])$/u,
  YEAR_WEEK: /^\d{4}(?:0[1-9]|[1-4]\d|5[0-3])$/u,
  YEAR_MONTH_DAY: /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u,
  HOUR: /^(?:[01]\d|2[0-3])$/u,
  DAY_OF_WEEK: /^[0-6]$/u,
  COUNTRY_CODE: /^[A-Z]{2}$/u,
  NUMBER: /^-?\d+(?:\.\d+)?$/u,
  PERCENT: /^-?\d+(?:\.\d+)?$/u,
}
const amount = /^-?\d+(?:\.\d+)?$/u

/**
 * What is wrong with data that was asked for.
 *
 * Fields stand in the order of the request, values in the order of the fields. A field for filters alone is there exactly where the
 * filters were not applied.
 */
export function dataProblems(
  { fields, dimensionsFilters = [] }: DataRequest,
  { schema, rows, filtersApplied = false }: DataAnswer,
): readonly string[] {
  const isFiltered = dimensionsFilters.length > 0 && filtersApplied
  const expected = fields.filter(
    ({ forFilterOnly }) => forFilterOnly !== true || (!isFiltered && dimensionsFilters.length > 0),
  )
  const wanted = expected.map(({ name }) => name).join(', ')
  const given = schema.map(({ name }) => name).join(', ')
  return [
    ...(wanted === given ? [] : [`the fields are ${given}, and should be ${wanted}`]),
    ...(rows.length > limits.rows ? [`there are ${rows.length} rows`] : []),
    ...rows.flatMap(({ values }) => valueProblems(schema, values)),
  ]
}

function valueProblems(
  schema: readonly SchemaField[],
  values: readonly unknown[],
): readonly string[] {
  if (values.length !== schema.length) return [`a row has ${values.length} values`]
  return schema.flatMap(({ name, semantics: { semanticType } }, place) => {
    const value = values[place]
    if (typeof value !== 'string') return [`${name} is no text: ${JSON.stringify(value)}`]
    const form = semanticType.startsWith('CURRENCY_') ? amount : forms[semanticType]
    return value === '' || form === undefined || form.test(value)
      ? []
      : [`${name} is no ${semanticType}: ${value}`]
  })
}
