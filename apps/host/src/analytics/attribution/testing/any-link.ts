import * as fc from 'fast-check'
import type { WrittenRow } from '../../../customers/testing/commerce-rows.ts'
import { anyChange } from '../../testing/any-change.ts'

const connection = 'shop'
const begin = Date.parse('2026-03-27T20:00:00Z')
const hourMs = 3_600_000
const instant = fc
  .integer({ min: -10 * 24, max: 30 * 24 })
  .map((hours) => new Date(begin + hours * hourMs).toISOString())
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const named = (kind: string, count: number) =>
  fc.integer({ min: 1, max: count }).map((number) => `${connection}:${kind}${number}`)

const attribution = fc.record({
  kind: fc.constantFrom('utm', 'organic', null),
  source: fc.constantFrom('rule', '(direct)'),
  campaign: fc.constantFrom('spring', 'sale', null),
  content: fc.constantFrom('a', 'b', null),
})

const event = fc.record({
  type: fc.constantFrom('page.viewed', 'email.clicked'),
  at: instant,
  customerId: maybe(named('c', 6)),
  email: maybe(fc.constantFrom('a@example.com', 'b@example.com')),
  orderId: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, named('o', 40)),
  campaign: fc.constantFrom('spring', 'sale', null),
  url: fc.constantFrom('https://shop.example/?utm_campaign=spring&utm_source=rule', '/', null),
})

const product = fc.record({
  categoryIds: fc.constantFrom<readonly string[]>([], ['shop:home'], ['shop:light', 'shop:home']),
})

function rows(entity: string, id: fc.Arbitrary<string>, row: fc.Arbitrary<object>) {
  const present = row.map((data) => ({ connection, ...data }))
  return fc
    .record({ id, row: fc.option(present, { nil: undefined, freq: 6 }) })
    .map((change): WrittenRow => Object.assign({ entity }, change))
}

/** Any change of a row that figures of campaigns depend on: orders and carts say more often than not what led to them. */
export const anyCampaignChange: fc.Arbitrary<WrittenRow> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .tuple(anyChange, maybe(attribution), maybe(named('o', 40)))
      .map(([change, led, orderId]): WrittenRow => {
        const { entity, row } = change
        if (row === undefined || (entity !== 'order' && entity !== 'cart')) return change
        const own = { ...row, attribution: led, ...(entity === 'cart' && { orderId }) }
        return Object.assign({}, change, { row: own })
      }),
  },
  { weight: 8, arbitrary: rows('event', named('e', 30), event) },
  { weight: 2, arbitrary: rows('product', named('p', 4), product) },
)
