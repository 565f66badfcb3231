import { afterEach, beforeEach, expect, test } from 'vitest'
import { followCustomers, isFollowed } from '../../customers/index.ts'
import { writeRows } from '../../customers/testing/commerce-rows.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { followSales } from '../cubes/follow-sales.ts'
import { ledgerStoreRows } from '../testing/ledger-store-rows.ts'
import { answersJson } from './answer-json.ts'
import { openFigures, type FiguresDoor } from './open-figures.ts'
import { questionIn } from './question.ts'

const { signal } = new AbortController()
const now = () => Date.parse('2026-11-02T18:00:00Z')
const october = { from: '2026-10-01', to: '2026-10-31' }
let where: StorePlace
let store: Store
let door: FiguresDoor

beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await writeRows(store, [
    ...ledgerStoreRows,
    {
      entity: 'product',
      id: 'shop:rope',
      row: { connection: 'shop', currency: 'EUR', name: 'Rope', stock: 12 },
    },
  ])
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  door = openFigures({ store, connections: [], personsAreCurrent: isFollowed, now })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

function ask(question: object) {
  return door.ask(questionIn({ range: october, ...question }), signal)
}

async function valuesOf(question: object) {
  const { rows } = await ask(question)
  return rows.map(({ group, figures }) => [group, figures.map(({ value }) => value)].flat())
}

const sold = { report: 'products', by: ['product'], metrics: ['net_sales', 'units', 'stock'] }

test('products are as the paper says, and called by their names', async () => {
  expect(await valuesOf(sold)).toStrictEqual([
    ['shop:rope', '8700', '4.5', '12'],
    ['shop:mug', '5600', '8', undefined],
    ['shop:lamp', '5000', '2', undefined],
  ])
  expect((await ask(sold)).labels?.['product']?.['shop:rope']).toBe('Rope')
})

test('filters and segments leave out orders, and the whole is what is left', async () => {
  const filters = [{ dimension: 'channel', values: ['till'] }]
  const [till, all] = [await ask({ ...sold, filters }), await ask(sold)]
  expect(till.total.figures[0]?.value).toBe('2000')
  expect(all.total.figures[0]?.value).toBe('19300')
  const { total } = await ask({ ...sold, segments: ['repeat_customers'] })
  const once = await ask({ ...sold, segments: ['one_time_buyers'] })
  expect(Number(total.figures[0]?.value) + Number(once.total.figures[0]?.value)).toBe(19_300)
})

test('the time before is beside it, and what was not sold then was nothing', async () => {
  const { rows, comparedRange } = await ask({ ...sold, compare: 'year' })
  expect(comparedRange).toBeDefined()
  expect(rows.find(({ group }) => group[0] === 'shop:lamp')?.figures[0]).toStrictEqual({
    value: '5000',
    compared: '0',
    delta: 'new',
  })
})

test('the best customers are in the first corner of the grid, and everybody is in one cell', async () => {
  const { rows, total } = await ask({
    report: 'rfm',
    by: ['recency_score', 'worth_score'],
    metrics: ['customers'],
  })
  expect(rows.map(({ group }) => group.join(''))).toStrictEqual(
    ['5', '4', '3', '2', '1'].flatMap((one) => ['5', '4', '3', '2', '1'].map((two) => one + two)),
  )
  const sum = rows.reduce((all, { figures }) => all + Number(figures[0]?.value), 0)
  expect(String(sum)).toBe(total.figures[0]?.value)
})

test('revenue by month ends with what subscriptions bring at the end', async () => {
  const startedAt = '2026-09-10T00:00:00.000Z'
  const row = { connection: 'pay', status: 'active', currency: 'EUR', amount: 900, startedAt }
  await writeRows(store, [
    { entity: 'subscription', id: 'pay:1', row: { ...row, interval: 'month' } },
  ])
  const range = { from: '2026-08-01', to: '2026-10-31' }
  const recurring = { report: 'recurring', metrics: ['mrr'], range }
  expect(await valuesOf({ ...recurring, by: ['month'] })).toStrictEqual([
    ['2026-08', '0'],
    ['2026-09', '900'],
    ['2026-10', '900'],
  ])
  expect((await ask(recurring)).total.figures).toStrictEqual([{ value: '900' }])
})

test.each([
  [
    'a figure that it does not tell',
    { report: 'rfm', metrics: ['units'] },
    'The report rfm does not tell',
  ],
  ['a way that it is not told', { report: 'rfm', by: ['country'] }, 'cannot be by country'],
  [
    'an order’s dimension for subscriptions',
    { report: 'recurring', filters: [{ dimension: 'country', values: ['DE'] }] },
    'cannot be filtered by country',
  ],
  ['nothing at all', {}, 'neither `metrics` nor a `report`'],
])('%s is the problem of that question', async (_name, question, problem) => {
  const answers = await door.askAll({ queries: [{ range: october, ...question }] }, signal)
  expect(answersJson(answers)).toContain(problem)
})
