import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataAnswer, type DataAnswer } from './data-answer.ts'
import { dataRequest, type DataRequest } from './sent-request.ts'
import { testFigures, type TestFigures, type TestOrder } from './testing/figures-context.ts'

const order = (day: string, country: string, weekday: string, worth: number): TestOrder => ({
  day,
  country,
  weekday,
  store: 'shop:1',
  worth,
})
const orders = [
  order('2026-10-01', 'DE', '4', 1000),
  order('2026-10-04', 'AT', '7', 2000),
  order('2026-10-04', 'DE', '7', 250),
  order('2026-11-01', '(unknown)', '7', 5),
]

async function answerTo(
  { context }: TestFigures,
  request: object,
  limits?: Parameters<typeof dataAnswer>[2],
): Promise<DataAnswer> {
  const parsed: DataRequest = dataRequest.parse({ configParams: { currency: 'EUR' }, ...request })
  return (await (await dataAnswer(context, parsed, limits)).json()) as DataAnswer
}

const named = (...names: readonly string[]) => names.map((name) => ({ name }))
const valuesIn = ({ rows }: DataAnswer) => rows.map(({ values }) => values)

test('values stand in the order of the fields, whatever it is', async () => {
  const names = ['day', 'month', 'country', 'weekday', 'orders', 'net_sales', 'aov', 'margin']
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(names, { minLength: 1 }), async (wanted) => {
      const { schema, rows } = await answerTo(testFigures(orders), { fields: named(...wanted) })
      expect(schema.map(({ name }) => name)).toStrictEqual(wanted)
      const forms: Readonly<Record<string, RegExp>> = {
        day: /^2026\d{4}$/u,
        month: /^2026\d\d$/u,
        country: /^(?:[A-Z]{2})?$/u,
        weekday: /^[04]$/u,
        orders: /^\d$/u,
        net_sales: /^\d+\.\d\d$/u,
        aov: /^\d+\.\d\d$/u,
        margin: /^$/u,
      }
      for (const { values } of rows)
        for (const [place, name] of wanted.entries())
          expect(values[place]).toMatch(forms[name] ?? /x/u)
    }),
  )
})

test('a field that is wanted twice is shown once, in its last place', async () => {
  const { schema } = await answerTo(testFigures(orders), { fields: named('day', 'orders', 'day') })
  expect(schema.map(({ name }) => name)).toStrictEqual(['orders', 'day'])
})

const operators: readonly (readonly [string, readonly string[], (shown: string) => boolean])[] = [
  ['EQUALS', ['DE'], (shown) => shown === 'DE'],
  ['CONTAINS', ['T'], (shown) => shown.includes('T')],
  ['REGEXP_PARTIAL_MATCH', ['^D'], (shown) => shown.startsWith('D')],
  ['REGEXP_EXACT_MATCH', ['.T'], (shown) => shown.length === 2 && shown.endsWith('T')],
  ['IN_LIST', ['DE', 'AT'], (shown) => shown === 'DE' || shown === 'AT'],
  ['IN_LIST', [''], (shown) => shown === ''],
  ['IS_NULL', [], (shown) => shown === ''],
  ['BETWEEN', ['0', '9'], () => false],
  ['NUMERIC_GREATER_THAN', ['0'], () => false],
  ['NUMERIC_GREATER_THAN_OR_EQUAL', ['0'], () => false],
  ['NUMERIC_LESS_THAN', ['0'], () => false],
  ['NUMERIC_LESS_THAN_OR_EQUAL', ['0'], () => false],
]

test.each(
  operators.flatMap(([operator, values, isSo]) =>
    (['INCLUDE', 'EXCLUDE'] as const).map((type) => [type, operator, values, isSo] as const),
  ),
)(
  '%s %s %j counts the same orders whether the chart shows the field or not',
  async (type, operator, values, isSo) => {
    const expected = orders.filter(({ country }) => {
      const shown = country === '(unknown)' ? '' : country
      return isSo(shown) === (type === 'INCLUDE')
    }).length
    const dimensionsFilters = [[{ fieldName: 'country', operator, values, type }]]
    const shown = await answerTo(testFigures(orders), {
      fields: named('country', 'orders'),
      dimensionsFilters,
    })
    const hidden = await answerTo(testFigures(orders), {
      fields: [{ name: 'orders' }, { name: 'country', forFilterOnly: true }],
      dimensionsFilters,
    })
    expect([shown.filtersApplied, hidden.filtersApplied]).toStrictEqual([true, true])
    expect(valuesIn(shown).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(expected)
    expect(valuesIn(hidden)).toStrictEqual([[String(expected)]])
  },
)

const inGermany = { fieldName: 'country', operator: 'EQUALS', values: ['DE'], type: 'INCLUDE' }
const onSunday = { fieldName: 'weekday', operator: 'EQUALS', values: ['0'], type: 'INCLUDE' }

async function counted(dimensionsFilters: readonly (readonly object[])[]): Promise<number> {
  const fields = named('country', 'weekday', 'orders')
  const answer = await answerTo(testFigures(orders), { fields, dimensionsFilters })
  return valuesIn(answer).reduce((sum, values) => sum + Number(values[2]), 0)
}

test('all lists hold, and of each list one condition', async () => {
  expect([
    await counted([[inGermany], [onSunday]]),
    await counted([[inGermany, onSunday]]),
  ]).toStrictEqual([1, 4])
})

test('days are compared as numbers', async () => {
  const between = { fieldName: 'day', operator: 'BETWEEN', values: ['20261002', '20261031'] }
  const answer = await answerTo(testFigures(orders), {
    fields: named('day', 'orders'),
    dimensionsFilters: [[between]],
  })
  expect(valuesIn(answer)).toStrictEqual([['20261004', '2']])
})

test.each([
  ['a metric', [[{ fieldName: 'orders', operator: 'NUMERIC_LESS_THAN', values: ['1'] }]]],
  ['a time that is not shown', [[{ fieldName: 'day', operator: 'EQUALS', values: ['20261001'] }]]],
  ['one of two that are not shown', [[inGermany, onSunday]]],
  ['a field that is none', [[{ fieldName: 'colour', operator: 'EQUALS', values: ['red'] }]]],
  ['an operator that is none', [[inGermany], [{ ...inGermany, operator: 'LIKE' }]]],
])(
  'where a filter is about %s none is applied, and the fields for filters are there',
  async (_, dimensionsFilters) => {
    const figures = testFigures(orders)
    const { filtersApplied, schema, rows } = await answerTo(figures, {
      fields: [{ name: 'net_sales' }, { name: 'country', forFilterOnly: true }],
      dimensionsFilters,
    })
    expect(filtersApplied).toBe(false)
    expect(schema.map(({ name }) => name)).toStrictEqual(['net_sales', 'country'])
    expect(rows).toHaveLength(3)
  },
)

test('more values than figures take are left to Data Studio', async () => {
  const values = Array.from({ length: 1001 }, (_, index) => `C${index}`)
  const answer = await answerTo(testFigures(orders), {
    fields: named('orders'),
    dimensionsFilters: [[{ ...inGermany, operator: 'IN_LIST', values }]],
  })
  expect(answer.filtersApplied).toBe(false)
})

test('where no days are named they are the last 28 before today', async () => {
  const figures = testFigures(orders)
  await answerTo(figures, { fields: named('orders') })
  expect(figures.queries[0]?.range).toStrictEqual({ from: '2026-10-28', to: '2026-11-24' })
})

test('stores that were chosen reach the figures, and so does the currency', async () => {
  const figures = testFigures(orders)
  const configParams = { currency: 'SEK', stores: 'shop:1, shop:2' }
  await answerTo(figures, { configParams, fields: named('orders') })
  expect(figures.queries[0]).toMatchObject({ currency: 'SEK', stores: ['shop:1', 'shop:2'] })
})

test('a sample is of a hundred rows', async () => {
  const many = Array.from({ length: 250 }, (_, index) => order('2026-10-01', `C${index}`, '4', 1))
  const answer = await answerTo(testFigures(many), {
    fields: named('country'),
    scriptParams: { sampleExtraction: true, lastRefresh: 'now' },
  })
  expect(answer.rows).toHaveLength(100)
})

test('more rows or bytes than Data Studio takes are told, and none are cut off', async () => {
  const request = { fields: named('country', 'orders') }
  const tooMany = answerTo(testFigures(orders), request, { rows: 2, bytes: 1e6 })
  await expect(tooMany).rejects.toThrow('This chart asks for more than 2 rows')
  const tooLarge = answerTo(testFigures(orders), request, { rows: 3, bytes: 100 })
  await expect(tooLarge).rejects.toThrow('This chart asks for 1 MiB')
  await expect(
    answerTo(testFigures(orders), request, { rows: 3, bytes: 1e6 }),
  ).resolves.toMatchObject({
    rows: [{}, {}, {}],
  })
})

test('what figures have to say beside the rows is in the log', async () => {
  const figures = testFigures(orders, { notes: ['3 orders in VND are in no amount.'] })
  await answerTo(figures, { fields: named('net_sales') })
  expect(figures.warned).toStrictEqual(['3 orders in VND are in no amount.'])
})

test('more dimensions than figures can be parted by are told', async () => {
  const four = ['day', 'month', 'country', 'weekday', 'store']
  expect((await answerTo(testFigures(orders), { fields: named(...four) })).schema).toHaveLength(5)
  await expect(
    answerTo(testFigures(orders), { fields: named(...four, 'currency') }),
  ).rejects.toThrow('A chart can be parted by 4 dimensions at most')
})
