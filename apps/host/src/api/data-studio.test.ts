import type { DataAnswer, SchemaField, Told } from '@cartograph/simulators/data-studio'
import { expect, test } from 'vitest'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import {
  followAll,
  shopStudioWorld,
  studioWorld,
  type StudioWorld,
} from '../testing/studio-world.ts'

const dateRange = { startDate: '2026-10-01', endDate: '2026-10-31' }
const euros = { configParams: { currency: 'EUR' }, dateRange }

/** The ledger that was worked out on paper, in a host that Data Studio is connected to. */
async function ledgerStudio(): Promise<StudioWorld> {
  const world = await studioWorld([], () => Date.parse('2026-11-02T18:00:00Z'))
  await writeRows(world.host.installation.store, ledgerStoreRows)
  await followAll(world.host)
  expect(await world.studio.connect(world.path, world.key)).toBe('NONE')
  return world
}

function rowsIn(answer: DataAnswer | Told): readonly (readonly unknown[])[] {
  if ('userError' in answer) throw new Error(answer.userError)
  return answer.rows.map(({ values }) => values)
}

function fieldsIn(answer: readonly SchemaField[] | Told): readonly SchemaField[] {
  if ('userError' in answer) throw new Error(answer.userError)
  return answer
}

const named = (...names: readonly string[]) => names.map((name) => ({ name }))

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

test.each([
  ['a field that is none', { fields: named('net_sale') }, 'choose Refresh fields'],
  ['a pair that does not fit', { fields: named('disputes', 'country') }, 'cannot be parted by'],
  ['a week beside a month', { fields: named('week', 'month', 'orders') }, 'put in day'],
  ['a store that is gone', { configParams: { currency: 'EUR', stores: 'shop:x' } }, '"shop:x"'],
  ['no currency', { configParams: {} }, 'No currency was chosen'],
  [
    'a thousand years',
    { dateRange: { startDate: '1500-01-01', endDate: '2500-01-01' } },
    'longer than fifty years',
  ],
])('%s is told in the place of the chart', async (_, wrong, words) => {
  const { studio } = await ledgerStudio()
  const answer = await studio.data({ ...euros, fields: named('orders'), ...wrong })
  expect(answer).toStrictEqual({ userError: expect.stringContaining(words) })
})

test('a key that was taken back is told, and asked for anew', async () => {
  const { studio, revokeKey, key, path } = await ledgerStudio()
  expect(await studio.isConnected()).toBe(true)
  await revokeKey()
  expect(await studio.isConnected()).toBe(false)
  const answer = await studio.data({ ...euros, fields: named('orders') })
  const text = 'userError' in answer ? answer.userError : ''
  expect(text).toContain('https://data.example refuses the key.')
  expect([text.includes(key), text.includes(path)]).toStrictEqual([false, false])
  expect(await studio.connect(path, key)).toBe('INVALID_CREDENTIALS')
})

test.each([
  ['a host that is down', { kind: 'status', status: 503 }, 'cannot answer at the moment (503)'],
  ['a mistake of the host', { kind: 'status', status: 500 }, 'cannot answer at the moment (500)'],
  ['a host that is slow', { kind: 'timeout' }, 'did not answer in time'],
  ['a host that nobody finds', { kind: 'address' }, 'could not be reached'],
  ['a login page', { kind: 'status', status: 200, text: '<html>' }, 'login page'],
  ['a redirect', { kind: 'status', status: 302 }, 'leads elsewhere (302)'],
] as const)('%s is told in plain words', async (_, mishap, words) => {
  const { studio, script } = await ledgerStudio()
  script.next(mishap, mishap, mishap)
  const answer = await studio.data({ ...euros, fields: named('orders') })
  expect(answer).toStrictEqual({ userError: expect.stringContaining(words) })
  expect(await studio.isConnected()).toBe(true)
})

test('what passes by itself is tried again, and nobody hears of it', async () => {
  const { studio, script } = await ledgerStudio()
  script.next({ kind: 'address' }, { kind: 'status', status: 502 })
  expect(rowsIn(await studio.data({ ...euros, fields: named('orders') }))).toStrictEqual([['8']])
})

test('schema and configuration are kept for five minutes, data never', async () => {
  const { studio, script } = await ledgerStudio()
  const asked = () => script.fetches.length
  await studio.schema(euros.configParams)
  const once = asked()
  await studio.schema(euros.configParams)
  expect(asked()).toBe(once)
  await script.pass(301_000)
  await studio.schema(euros.configParams)
  expect(asked()).toBe(once + 1)
  await studio.data({ ...euros, fields: named('orders') })
  await studio.data({ ...euros, fields: named('orders') })
  expect(asked()).toBe(once + 3)
})

test('nothing but a good key with the address of a surface connects, and a broken connection is told', async () => {
  const { studio, path, key, host } = await studioWorld()
  const tried = [
    [path.replace('https:', 'http:'), key],
    ['https://data.example', key],
    [path, 'cartograph_another'],
    [`${path}?a=1`, key],
    [path, ''],
  ] as const
  for (const [address, token] of tried)
    expect(await studio.connect(address, token)).toBe('INVALID_CREDENTIALS')
  const bound = await host.call('/api/tokens', {
    method: 'POST',
    body: JSON.stringify({ name: 'bound', permissions: ['surfaces:call'], nodes: ['north'] }),
  })
  const { secret = 'none' } = (await bound.json()) as { readonly secret?: string }
  expect(await studio.connect(path, secret)).toBe('INVALID_CREDENTIALS')
  expect(await studio.schema({})).toStrictEqual({
    userError: expect.stringContaining('is not connected to Cartograph'),
  })
  expect(await studio.connect(` ${path}/ `, key)).toBe('NONE')
  await studio.disconnect()
  expect(await studio.isConnected()).toBe(false)
})

test('a currency that Data Studio has no type for is a plain number, and the configuration says so', async () => {
  const { studio } = await ledgerStudio()
  const configured = await studio.configure({ currency: 'TND' })
  expect(JSON.stringify(configured)).toContain('Data Studio has no type for TND')
  const fields = fieldsIn(await studio.schema({ currency: 'TND' }))
  expect(fields.find(({ name }) => name === 'net_sales')?.semantics.semanticType).toBe('NUMBER')
})
