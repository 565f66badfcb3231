import { readFileSync } from 'node:fs'
import type { SchemaField } from '@cartograph/simulators/data-studio'
import { expect, test } from 'vitest'
import { fieldsIn, named, rowsIn } from '../testing/studio-answers.ts'
import {
  ledgerOctober as euros,
  ledgerStudio,
  shopStudioWorld,
  type StudioWorld,
} from '../testing/studio-world.ts'

interface Total {
  readonly total?: { readonly figures: readonly { readonly value?: string }[] }
}

/** The totals of metrics by the API of figures, as they would be shown. */
async function apiTotals(
  { host }: StudioWorld,
  fields: readonly SchemaField[],
  { currency, ...range }: { readonly currency: string; readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, number | undefined>> {
  const found = new Map<string, number | undefined>()
  for (const { name, semantics } of fields) {
    const queries = [{ metrics: [name], range, currency }]
    const response = await host.call('/api/figures', {
      method: 'POST',
      body: JSON.stringify({ queries }),
    })
    const { answers } = (await response.json()) as { readonly answers: readonly Total[] }
    const value = answers[0]?.total?.figures[0]?.value
    const isMoney = semantics.semanticType === `CURRENCY_${currency}`
    const nothing = semantics.isReaggregatable ? 0 : undefined
    found.set(name, value === undefined ? nothing : Number(value) / (isMoney ? 100 : 1))
  }
  return found
}

test('every field of the demo shop has data, and its totals are those of the API', async () => {
  const world = await shopStudioWorld(200)
  const { studio } = world
  expect(await studio.connect(world.path, world.key)).toBe('NONE')
  const configured = await studio.configure({ currency: 'DKK', stores: '' })
  expect(configured).toMatchObject({
    steps: [{ isSteppedConfig: true }, { isSteppedConfig: false, dateRangeRequired: true }],
  })
  const configParams = { currency: 'DKK' }
  const fields = fieldsIn(await studio.schema(configParams))
  const ask = (...names: readonly string[]) =>
    studio.data({
      configParams,
      dateRange: { startDate: '2023-01-01', endDate: '2026-12-31' },
      fields: named(...names),
    })
  const metrics = fields.filter(({ semantics }) => semantics.conceptType === 'METRIC')
  const range = { currency: 'DKK', from: '2023-01-01', to: '2026-12-31' }
  const totals = await apiTotals(world, metrics, range)
  const shown = new Map<string, number | undefined>()
  for (const { name } of metrics) {
    const [[value] = []] = rowsIn(await ask(name))
    shown.set(name, value === '' ? undefined : Number(value))
  }
  expect(shown).toStrictEqual(totals)
  expect([totals.get('orders'), totals.get('net_sales')]).not.toContain(0)
  const dimensions = fields.filter(({ semantics }) => semantics.conceptType === 'DIMENSION')
  for (const { name } of dimensions) {
    const rows = rowsIn(await ask(name, 'net_sales', 'orders'))
    const sum = (place: number) => rows.reduce((all, row) => all + Number(row[place]), 0)
    expect([name, Math.round(sum(1) * 100), sum(2)]).toStrictEqual([
      name,
      Math.round((totals.get('net_sales') ?? 0) * 100),
      totals.get('orders'),
    ])
  }
}, 120_000)

test('the ledger shows in Data Studio what the paper has', async () => {
  const { studio } = await ledgerStudio()
  const fields = named('orders', 'net_sales', 'net_revenue', 'cogs', 'aov', 'customers')
  expect(rowsIn(await studio.data({ ...euros, fields }))).toStrictEqual([
    ['8', '193.00', '152.00', '58.00', '36.00', '6'],
  ])
})

test('segments are chosen for a data source, and its charts show what is in all of them, as the API does', async () => {
  const { host, studio } = await ledgerStudio()
  const configured = await studio.configure({ currency: 'EUR', stores: '', segments: '' })
  const steps = 'steps' in configured ? configured.steps : []
  const asked = steps.at(-1)?.configParams.find(({ name }) => name === 'segments')
  expect(asked).toMatchObject({
    type: 'SELECT_MULTIPLE',
    parameterControl: { allowOverride: true },
  })
  const configParams = { currency: 'EUR', segments: 'repeat_customers,discounted_orders' }
  const shown = rowsIn(
    await studio.data({ ...euros, configParams, fields: named('orders', 'customers') }),
  )
  const response = await host.call('/api/figures', {
    method: 'POST',
    body: JSON.stringify({
      queries: [
        {
          metrics: ['orders', 'customers'],
          range: { from: '2026-10-01', to: '2026-10-31' },
          segments: ['repeat_customers', 'discounted_orders'],
        },
      ],
    }),
  })
  const { answers } = (await response.json()) as { readonly answers: readonly Total[] }
  const values = answers[0]?.total?.figures.map(({ value }) => value)
  expect(shown).toStrictEqual([values])
  expect(Number(values?.[0])).toBeGreaterThan(0)
  expect(Number(values?.[0])).toBeLessThan(8)
})

test('a segment that is gone is told of in words', async () => {
  const { studio } = await ledgerStudio()
  const configParams = { currency: 'EUR', segments: 'gone' }
  expect(await studio.data({ ...euros, configParams, fields: named('orders') })).toMatchObject({
    userError: expect.stringContaining('There is no segment "gone"') as string,
  })
})

test('fields keep their order, months follow from days, and dimensions may be asked for alone', async () => {
  const { studio } = await ledgerStudio()
  const fields = named('orders', 'month', 'country')
  expect(rowsIn(await studio.data({ ...euros, fields }))).toStrictEqual([
    ['1', '202610', 'AT'],
    ['7', '202610', 'DE'],
  ])
  const daily = rowsIn(await studio.data({ ...euros, fields: named('month', 'day', 'orders') }))
  expect(daily.map(([month, day]) => String(day).startsWith(String(month)))).toStrictEqual(
    Array.from({ length: 31 }, () => true),
  )
  expect(rowsIn(await studio.data({ ...euros, fields: named('country') }))).toStrictEqual([
    ['AT'],
    ['DE'],
  ])
})

const germany = {
  fieldName: 'country',
  values: ['DE'],
  type: 'INCLUDE',
  operator: 'EQUALS',
} as const

test('filters are applied to what a chart shows and to what it does not show', async () => {
  const { studio } = await ledgerStudio()
  const dimensionsFilters = [[germany]]
  const shown = { ...euros, fields: named('country', 'orders'), dimensionsFilters }
  const hidden = {
    ...euros,
    fields: [{ name: 'orders' }, { name: 'country', forFilterOnly: true }],
    dimensionsFilters,
  }
  expect(await studio.data(shown)).toMatchObject({ filtersApplied: true })
  expect(rowsIn(await studio.data(shown))).toStrictEqual([['DE', '7']])
  expect(rowsIn(await studio.data(hidden))).toStrictEqual([['7']])
  const regular = { ...germany, values: ['^A.$'], operator: 'REGEXP_EXACT_MATCH' }
  expect(rowsIn(await studio.data({ ...hidden, dimensionsFilters: [[regular]] }))).toStrictEqual([
    ['1'],
  ])
})

test('where one filter cannot be applied none is, and Data Studio is given what it needs to filter by itself', async () => {
  const { studio } = await ledgerStudio()
  const large = {
    ...germany,
    fieldName: 'net_sales',
    operator: 'NUMERIC_GREATER_THAN',
    values: ['1'],
  }
  const answer = await studio.data({
    ...euros,
    fields: [{ name: 'orders' }, { name: 'country', forFilterOnly: true }],
    dimensionsFilters: [[germany], [large]],
  })
  expect(answer).toMatchObject({ filtersApplied: false })
  expect(rowsIn(answer)).toStrictEqual([
    ['1', 'AT'],
    ['7', 'DE'],
  ])
})

test('no field of a saved report is gone or has another type', async () => {
  const { studio } = await ledgerStudio()
  const baseline = new URL('../testing/data-studio-fields.json', import.meta.url)
  const known = JSON.parse(readFileSync(baseline, 'utf8')) as Readonly<Record<string, string>>
  const fields = fieldsIn(await studio.schema({ currency: 'EUR' }))
  const types = Object.fromEntries(
    fields.map(({ name, semantics }) => [name, semantics.semanticType] as const),
  )
  expect(types).toMatchObject(known)
})
