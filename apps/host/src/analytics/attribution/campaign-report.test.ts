import type { JsonObject } from '@cartograph/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultAttribution, type AttributionSettings } from '../../config/index.ts'
import { writeRows, type WrittenRow } from '../../customers/testing/commerce-rows.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { dayOf } from '../calendar/day.ts'
import { keepRates } from '../currency/stored-rates.ts'
import { followSales } from '../cubes/follow-sales.ts'
import { campaignQuestionIn } from './campaign-question.ts'
import { campaignReport } from './campaign-report.ts'
import { followCampaigns } from './follow-campaigns.ts'
import {
  exampleCarts,
  exampleEvents,
  exampleOrders,
  exampleRefunds,
} from './testing/campaign-example.ts'
import { exampleGoods } from './testing/example-rows.ts'

const { signal } = new AbortController()
const settings: AttributionSettings = {
  ...defaultAttribution,
  parameters: { ...defaultAttribution.parameters, message: ['utm_content', 'di_batch'] },
}
const march = { range: { from: '2026-03-01', to: '2026-03-31' }, currency: 'EUR' }

function written(entity: string, row: object): WrittenRow {
  const { id, ...rest } = row as JsonObject & { readonly id: string }
  return { entity, id, row: rest }
}

const example: readonly WrittenRow[] = [
  ...[
    { id: 'shop:copenhagen', timeZone: 'Europe/Copenhagen' },
    { id: 'shop:new-york', timeZone: 'America/New_York' },
  ].map((row) => written('store', { connection: 'shop', ...row })),
  ...Object.entries(exampleGoods).map(([name, { category }]) =>
    written('product', {
      id: `shop:${name}`,
      connection: 'shop',
      name: `A ${name}`,
      categoryIds: category === undefined ? [] : [category],
    }),
  ),
  ...exampleOrders.map((row) => written('order', row)),
  ...exampleRefunds.map((row) => written('refund', row)),
  ...exampleCarts.map((row) => written('cart', row)),
  ...exampleEvents.map((row) => written('event', row)),
]

let where: StorePlace
let store: Store

// They are only read, until the last test has them found out by other settings.
beforeAll(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  const source = 'ECB'
  const rates = [
    { day: dayOf('2026-03-01'), currency: 'SEK', rate: '10', source },
    { day: dayOf('2026-03-16'), currency: 'SEK', rate: '12.5', source },
  ]
  await store.write((dialect, org) => keepRates(dialect, org, rates, source))
  await writeRows(store, example)
  await followSales(store, { signal })
  await followCampaigns(store, { settings, signal })
})
afterAll(async () => {
  await store.close()
  await where.remove()
})

function asked(question: object) {
  return campaignReport({ store, settings }, campaignQuestionIn({ ...march, ...question }))
}

async function revenues(question: object): Promise<readonly string[]> {
  const { rows } = await asked(question)
  return rows.map(({ group, orders, revenue }) => [...group, orders, revenue].join(' '))
}

test('the example of the guide comes to what was computed by hand', async () => {
  const { rows, ...report } = await asked({ by: ['campaign'] })
  expect(report).toStrictEqual({
    range: march.range,
    model: 'last',
    windowHours: 720,
    currency: 'EUR',
    by: ['campaign'],
    count: 4,
    total: {
      orders: '25',
      units: '33',
      unitsBack: '2',
      sales: '73600',
      returns: '4000',
      revenue: '69600',
    },
    // Of 34 orders one is of April, and two are not paid; to six others no link led.
    all: { orders: '31', revenue: '87600' },
    unconverted: [],
    isCurrent: true,
  })
  expect(rows).toStrictEqual([
    reportedRow(['sale'], '11', ['15', '0', '31600', '0', '31600']),
    reportedRow(['spring'], '12', ['15', '2', '35000', '4000', '31000']),
    reportedRow(['brand'], '1', ['1', '0', '5000', '0', '5000']),
    reportedRow(['autumn'], '1', ['2', '0', '2000', '0', '2000']),
  ])
})

function reportedRow(group: readonly string[], orders: string, sums: readonly string[]) {
  const [units, unitsBack, sales, returns, revenue] = sums
  return { group, orders, units, unitsBack, sales, returns, revenue }
}

test('the other model, products, categories and stores are asked for', async () => {
  expect(await revenues({ by: ['campaign'], model: 'first' })).toStrictEqual([
    'spring 15 41000',
    'sale 8 21600',
    'brand 1 5000',
    'autumn 1 2000',
  ])
  expect(await revenues({ by: ['category'] })).toStrictEqual([
    'shop:light 9 47000',
    'shop:home 13 14600',
    ' 4 8000',
  ])
  expect(await revenues({ by: ['message'], stores: ['shop:new-york'] })).toStrictEqual(['x 1 5000'])
  const { rows } = await asked({ by: ['product'], limit: 1 })
  expect(rows).toMatchObject([{ group: ['shop:lamp'], name: 'A lamp', revenue: '46000' }])
})

test.each([
  [{ stores: ['shop:nowhere'] }, 'Nothing is known of a store "shop:nowhere"'],
  [{ currency: undefined }, 'What was sold is in EUR and SEK, which do not add up'],
])('%j is refused', async (question, message) => {
  await expect((async () => asked(question))()).rejects.toThrow(message)
})

test('whoever is bound to other connections sees nothing of these', async () => {
  const question = campaignQuestionIn(march)
  const within = new Set(['other'])
  await expect(campaignReport({ store, settings, within }, question)).rejects.toThrow(
    'Nothing was sold in any store of this node yet',
  )
})

test('by other settings than those that it was found out with there is no answer yet', async () => {
  const other = { ...settings, windowMs: 1 }
  const question = campaignQuestionIn(march)
  await expect(campaignReport({ store, settings: other }, question)).rejects.toThrow(
    'is being found out for the first time, or by other settings',
  )
  await followCampaigns(store, { settings: other, signal })
  const { total } = await campaignReport({ store, settings: other }, question)
  // Of 25 orders nine were led to by links of other visits.
  expect(total.orders).toBe('16')
})
