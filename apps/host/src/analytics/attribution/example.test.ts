import { readFileSync } from 'node:fs'
import type { JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import { defaultAttribution } from '../../config/index.ts'
import { dayOf } from '../calendar/day.ts'
import { isIn } from '../calendar/range.ts'
import { storeClock } from '../calendar/store-clock.ts'
import { factorTo, rateTable } from '../currency/rate-table.ts'
import { orderFact } from '../facts/order-facts.ts'
import { attributedFacts } from './attribute-orders.ts'
import type { CampaignFact, CampaignPart } from './campaign-facts.ts'
import { campaignRow, campaignRows, type CampaignCell } from './campaign-rows.ts'
import type { AttributionModel } from './choose-touch.ts'
import {
  exampleCarts,
  exampleEvents,
  exampleOrders,
  exampleRefunds,
} from './testing/campaign-example.ts'
import { exampleGoods, type Goods } from './testing/example-rows.ts'
import { touchOf, type Touch } from './touch.ts'

const settings = {
  ...defaultAttribution,
  parameters: { ...defaultAttribution.parameters, message: ['utm_content', 'di_batch'] },
}
const march = { from: dayOf('2026-03-01'), to: dayOf('2026-03-31') }
const factor = factorTo(
  rateTable([
    { day: dayOf('2026-03-01'), currency: 'SEK', rate: '10', source: 'test' },
    { day: dayOf('2026-03-16'), currency: 'SEK', rate: '12.5', source: 'test' },
  ]),
  'EUR',
)
const zones: Readonly<Record<string, string>> = {
  'shop:copenhagen': 'Europe/Copenhagen',
  'shop:new-york': 'America/New_York',
}

interface Told extends Touch {
  readonly customer: unknown
}

function told(entity: Touch['entity'], row: JsonObject): readonly Told[] {
  const touch = touchOf(entity, row['id'] as string, row, settings)
  return touch === undefined ? [] : [{ ...touch, customer: row['customerId'] }]
}

const touches: readonly Told[] = [
  ...exampleOrders.flatMap((row) => told('order', row as unknown as JsonObject)),
  ...exampleCarts.flatMap((row) => told('cart', row as unknown as JsonObject)),
  ...exampleEvents.flatMap((row) => told('event', row)),
]

const facts: readonly CampaignFact[] = exampleOrders.flatMap((order) => {
  const refunds = exampleRefunds.filter(({ orderId }) => orderId === order.id)
  const fact = orderFact(order, refunds, {
    clockOf: (store) => storeClock(zones[store] ?? 'UTC'),
    customer: order.customerId ?? undefined,
  })
  if (fact === undefined) return []
  const own = touches.filter(
    (touch) =>
      touch.order === order.id ||
      (touch.customer !== undefined && touch.customer === order.customerId),
  )
  return attributedFacts(fact, own, {
    windowMs: settings.windowMs,
    categoryOf: (product) => exampleGoods[product.slice('shop:'.length) as Goods].category,
  })
})

function cellsOf(
  model: AttributionModel,
  part: CampaignPart,
  groupOf: (fact: CampaignFact) => readonly string[],
): readonly CampaignCell[] {
  return facts
    .filter((fact) => fact.model === model && fact.part === part && isIn(march, fact.day))
    .map((fact) => Object.assign({}, fact, { group: groupOf(fact) }))
}

/** A row as people write it: what it is of, orders, units, units given back, sales, returns, revenue. */
function shownRows(
  model: AttributionModel,
  part: CampaignPart,
  groupOf: (fact: CampaignFact) => readonly string[],
): readonly string[] {
  return campaignRows(cellsOf(model, part, groupOf), factor).map((row) =>
    [
      row.group.join('/'),
      row.orders,
      row.units,
      row.unitsBack,
      ...[row.sales, row.returns, row.revenue].map((amount) => amount.div(100).toFixed(2)),
    ].join(' '),
  )
}

const campaign = (fact: CampaignFact) => [fact.campaign.campaign]

test('the last link before the order takes all of it', () => {
  expect(shownRows('last', '', campaign)).toStrictEqual([
    'sale 11 15 0 316.00 0.00 316.00',
    'spring 12 15 2 350.00 40.00 310.00',
    'brand 1 1 0 50.00 0.00 50.00',
    'autumn 1 2 0 20.00 0.00 20.00',
  ])
})

test('by the first link three orders are of the other campaign', () => {
  expect(shownRows('first', '', campaign)).toStrictEqual([
    'spring 15 20 2 450.00 40.00 410.00',
    'sale 8 10 0 216.00 0.00 216.00',
    'brand 1 1 0 50.00 0.00 50.00',
    'autumn 1 2 0 20.00 0.00 20.00',
  ])
})

test('each message has what its own links led to', () => {
  expect(
    shownRows('last', '', ({ campaign: { source, campaign: name, message } }) => [
      source,
      name,
      message,
    ]),
  ).toStrictEqual([
    'heyloyalty/sale/x 11 15 0 316.00 0.00 316.00',
    'rule/spring/b 4 5 1 180.00 10.00 170.00',
    'rule/spring/a 7 9 1 160.00 30.00 130.00',
    'google/brand/ 1 1 0 50.00 0.00 50.00',
    'dialoginsight/autumn/5521 1 2 0 20.00 0.00 20.00',
    '/spring/ 1 1 0 10.00 0.00 10.00',
  ])
})

test('the products of a campaign add up to it', () => {
  expect(shownRows('last', 'product', (fact) => [...campaign(fact), fact.value])).toStrictEqual([
    'spring/shop:lamp 5 5 0 240.00 20.00 220.00',
    'sale/shop:lamp 3 4 0 190.00 0.00 190.00',
    'sale/shop:mug 5 8 0 66.00 0.00 66.00',
    'sale/shop:rope 3 3 0 60.00 0.00 60.00',
    'spring/shop:mug 7 8 2 80.00 20.00 60.00',
    'brand/shop:lamp 1 1 0 50.00 0.00 50.00',
    'autumn/shop:mug 1 2 0 20.00 0.00 20.00',
    'spring/shop:rope 1 1 0 20.00 0.00 20.00',
    'spring/shop:bulb 1 1 0 10.00 0.00 10.00',
  ])
})

test('an order with two products of one category is one order of the category', () => {
  expect(shownRows('last', 'category', (fact) => [...campaign(fact), fact.value])).toStrictEqual([
    'spring/shop:light 5 6 0 250.00 20.00 230.00',
    'sale/shop:light 3 4 0 190.00 0.00 190.00',
    'sale/shop:home 5 8 0 66.00 0.00 66.00',
    'sale/ 3 3 0 60.00 0.00 60.00',
    'spring/shop:home 7 8 2 80.00 20.00 60.00',
    'brand/shop:light 1 1 0 50.00 0.00 50.00',
    'autumn/shop:home 1 2 0 20.00 0.00 20.00',
    'spring/ 1 1 0 20.00 0.00 20.00',
  ])
})

test('no order is in two campaigns, and all of them are one sum', () => {
  const { orders, units, sales, returns, revenue } = campaignRow(
    [],
    cellsOf('last', '', campaign),
    factor,
  )
  expect([
    orders,
    units.toFixed(),
    sales.toFixed(),
    returns.toFixed(),
    revenue.toFixed(),
  ]).toStrictEqual([25n, '33', '73600', '4000', '69600'])
})

const guide = new URL('../../../../../docs/marketing/campaigns.md', import.meta.url)

test('the guide says of every order what the rules do', () => {
  const rows = readFileSync(guide, 'utf8')
    .split('\n')
    .filter((line) => /^\| \d\d /u.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const written = rows.map(([, order, , , , last, first, sales, returns]) => [
    order,
    last,
    first,
    sales,
    returns,
  ])
  expect(written).toStrictEqual(exampleOrders.map(toldOf))
})

/** An order as the guide's table has it. */
function toldOf({ id, status }: (typeof exampleOrders)[number]): readonly string[] {
  const number = id.slice('shop:'.length)
  const of = (model: AttributionModel) =>
    facts.find((fact) => fact.order === id && fact.part === '' && fact.model === model)
  const [last, first] = [of('last'), of('first')]
  if (status !== 'paid') return [number, 'not counted', '', '', '']
  if (last === undefined || first === undefined) return [number, '–', '', '', '']
  if (!isIn(march, last.day)) return [number, 'not March', '', '', '']
  const [sales, returns] = [last.sums.sales, last.sums.returns].map((amount) =>
    ((Number(amount) * Number(factor(last.currency, last.day))) / 100).toFixed(2),
  )
  const isSame = linkOf(last) === linkOf(first)
  return [
    number,
    linkOf(last),
    isSame ? '' : linkOf(first),
    sales ?? '',
    returns === '0.00' ? '' : (returns ?? ''),
  ]
}

function linkOf({ campaign: { campaign: name, message } }: CampaignFact): string {
  return message === '' ? name : `${name}/${message}`
}
