import { expect, test } from 'vitest'
import { configProblems } from './config-rules.ts'
import { dataProblems } from './data-rules.ts'
import type { SchemaField } from './index.ts'
import { manifestProblems } from './manifest-rules.ts'
import { schemaProblems } from './schema-rules.ts'
import { studioOf } from './studio.ts'

const orders: SchemaField = {
  name: 'orders',
  label: 'Orders',
  dataType: 'NUMBER',
  defaultAggregationType: 'SUM',
  semantics: {
    conceptType: 'METRIC',
    semanticType: 'NUMBER',
    semanticGroup: 'NUMERIC',
    isReaggregatable: true,
  },
}
const day: SchemaField = {
  name: 'day',
  label: 'Day',
  dataType: 'STRING',
  semantics: {
    conceptType: 'DIMENSION',
    semanticType: 'YEAR_MONTH_DAY',
    semanticGroup: 'DATETIME',
    isReaggregatable: false,
  },
}
const fields = [{ name: 'day' }, { name: 'orders' }]
const filter = {
  fieldName: 'day',
  operator: 'EQUALS',
  values: ['20261125'],
  type: 'INCLUDE',
} as const

test('what keeps the rules has no problems', () => {
  const rows = [{ values: ['20261125', '7'] }, { values: ['', '-1.5'] }]
  expect([
    schemaProblems([orders, day]),
    dataProblems({ fields }, { schema: [day, orders], rows }),
  ]).toStrictEqual([[], []])
})

test.each([
  ['fields in another order', { schema: [orders, day], rows: [] }, 'should be day, orders'],
  ['a number that is no text', { schema: [day, orders], rows: [{ values: ['', 7] }] }, 'no text'],
  [
    'a day with dashes',
    { schema: [day, orders], rows: [{ values: ['2026-11-25', '7'] }] },
    'no YEAR',
  ],
  ['a row that is short', { schema: [day, orders], rows: [{ values: ['20261125'] }] }, '1 values'],
])('%s break a rule', (_, answer, words) => {
  expect(dataProblems({ fields }, answer).join()).toContain(words)
})

test('a field for filters alone is there exactly where no filter was applied', () => {
  const request = {
    fields: [{ name: 'orders' }, { name: 'day', forFilterOnly: true }],
    dimensionsFilters: [[filter]],
  }
  const problems = (schema: readonly SchemaField[], filtersApplied: boolean) =>
    dataProblems(request, { schema, rows: [], filtersApplied }).length
  expect([
    problems([orders], true),
    problems([orders, day], false),
    problems([orders, day], true),
    problems([orders], false),
  ]).toStrictEqual([0, 0, 1, 1])
})

test('types, aggregations and names of fields are looked at', () => {
  const { semantics } = orders
  expect(
    schemaProblems([
      { ...orders, semantics: { ...semantics, semanticType: 'CURRENCY_XXX' } },
      { ...orders, semantics: { ...semantics, isReaggregatable: false } },
    ]),
  ).toStrictEqual([
    'two fields have one name',
    'orders is of no type: CURRENCY_XXX',
    'orders is of CURRENCY_XXX, which is not of NUMERIC',
    'orders is summed, and may not be aggregated',
  ])
})

const question = (name: string) => ({ type: 'SELECT_SINGLE', name, isDynamic: true })

const step = (isSteppedConfig: boolean, ...names: readonly string[]) => ({
  configParams: names.map(question),
  dateRangeRequired: true,
  isSteppedConfig,
})

test('a step adds questions, after those that were asked', () => {
  expect([
    configProblems(step(false, 'currency', 'stores'), step(true, 'currency')),
    configProblems(step(false, 'stores', 'currency'), step(true, 'currency')),
  ]).toStrictEqual([[], ['a question that was asked is gone, or stands elsewhere']])
})

test('a configuration that never ends is told', async () => {
  const value = {
    configParams: [{ type: 'CHECKBOX', name: 'more', isDynamic: true }],
    dateRangeRequired: true,
    isSteppedConfig: true,
  }
  await expect(studioOf({ call: async () => ({ value }) }).configure({})).rejects.toThrow(
    'The configuration has no end.',
  )
})

test('a manifest without addresses and with a long name is not taken', () => {
  const dataStudio = { name: 'x'.repeat(29), company: 'C', description: 'D', authType: ['KEY'] }
  expect(manifestProblems(JSON.stringify({ runtimeVersion: 'V8', dataStudio }))).toContain(
    'name is too long',
  )
})
