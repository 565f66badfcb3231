import { expect, test } from 'vitest'
import { schemaAnswer } from './schema-answer.ts'
import type { Settings } from './settings.ts'
import { testFigures } from './testing/figures-context.ts'

async function fieldsOf(currency: string, config: Settings = {}) {
  const { context } = testFigures([], { config })
  const { schema } = await schemaAnswer(context, { configParams: { currency } })
  return new Map(schema.map((field) => [field.name, field]))
}

test('an amount is of the currency of the data source', async () => {
  expect((await fieldsOf('SEK')).get('net_sales')).toStrictEqual({
    name: 'net_sales',
    label: 'net_sales',
    description: 'The net_sales.',
    group: 'Amounts',
    dataType: 'NUMBER',
    defaultAggregationType: 'SUM',
    semantics: {
      conceptType: 'METRIC',
      semanticType: 'CURRENCY_SEK',
      semanticGroup: 'CURRENCY',
      isReaggregatable: true,
    },
  })
})

test('what does not add up is never summed', async () => {
  const fields = await fieldsOf('EUR')
  expect(
    ['aov', 'margin'].map((name) => [
      fields.get(name)?.defaultAggregationType,
      fields.get(name)?.semantics.isReaggregatable,
    ]),
  ).toStrictEqual([
    ['AUTO', false],
    ['AUTO', false],
  ])
})

test('a currency without a type is a plain number, until an account shows that it has one', async () => {
  const typeIn = (fields: Awaited<ReturnType<typeof fieldsOf>>) =>
    fields.get('net_sales')?.semantics.semanticType
  expect(typeIn(await fieldsOf('NGN'))).toBe('NUMBER')
  expect(typeIn(await fieldsOf('NGN', { unknown: { furtherCurrencies: ['NGN'] } }))).toBe(
    'CURRENCY_NGN',
  )
})

test('time, weekday and place have types of their own, and the day is the default', async () => {
  const fields = await fieldsOf('EUR')
  expect(
    ['day', 'week', 'weekday', 'country', 'store'].map(
      (name) => fields.get(name)?.semantics.semanticType,
    ),
  ).toStrictEqual(['YEAR_MONTH_DAY', 'YEAR_WEEK', 'DAY_OF_WEEK', 'COUNTRY_CODE', 'TEXT'])
  expect(
    [...fields.values()].filter(({ isDefault }) => isDefault).map(({ name }) => name),
  ).toStrictEqual(['orders', 'day'])
})
