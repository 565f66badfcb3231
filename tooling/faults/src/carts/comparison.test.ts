import type { Visitor } from '@cartograph/simulators/visitors'
import { assert, expect, test } from 'vitest'
import { cartDifferences, type HostCart, type Played } from './comparison.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const startAt = Date.parse('2026-11-02T00:00:00Z')
/** Every quarter of an hour for ten days. */
const steps = Array.from({ length: 960 }, (_, index) => startAt + index * 15 * minuteMs)

const visitor: Visitor = {
  id: 'visitor-1',
  cart: 'shop:cart-1',
  email: 'visitor-1@shop.example',
  currency: 'EUR',
  total: 5000,
  begunAt: startAt + minuteMs,
  touches: [startAt + minuteMs],
  isSoldOut: false,
  hasAgreed: true,
  unsubscribesAt: undefined,
  emptiesAt: undefined,
  purchase: undefined,
}
/** The first look after the cut-off, and those a day and three days later. */
const firstAt = startAt + 75 * minuteMs
const inTime = [firstAt, firstAt + dayMs, firstAt + 3 * dayMs]

function played(
  begun: readonly number[],
  { who = visitor, cart }: { readonly who?: Visitor; readonly cart?: Partial<HostCart> } = {},
): Played {
  const messages = begun.map((at, index) => ({
    step: index + 1,
    state: 'sent' as const,
    at: new Date(at).toISOString(),
  }))
  return {
    visitors: [who],
    steps,
    arrived: begun.map((at, index) => ({ cart: who.cart, step: index + 1, key: `${index}`, at })),
    carts: [{ cart: who.cart, state: 'lapsed', messages, ...cart }],
    revenue: {},
    recovered: 0,
  }
}

test('all messages in time are as they must be', () => {
  expect(cartDifferences(played(inTime))).toStrictEqual([])
})

test('a message that a kill put off for some looks is still in time', () => {
  const late = inTime.map((at) => at + 75 * minuteMs + 61_000)
  expect(cartDifferences(played(late))).toStrictEqual([])
})

test('a message that is due at many looks in a row and not begun is missing', () => {
  expect(cartDifferences(played(inTime.slice(0, 2), { cart: { state: 'waiting' } }))).toStrictEqual(
    ['shop:cart-1: missing: message 3 was due and not begun; it stands as waiting, 2 begun'],
  )
})

test('a message before the cut-off is too early, and one that comes twice is doubled', () => {
  const early = played([firstAt - 15 * minuteMs, ...inTime.slice(1)])
  expect(cartDifferences(early)).toStrictEqual(['shop:cart-1: message 1 was sent too early'])
  const [first] = early.arrived
  assert(first !== undefined)
  const twice = {
    ...played(inTime),
    arrived: [...played(inTime).arrived, { ...first, at: firstAt }],
  }
  expect(cartDifferences(twice)).toStrictEqual(['doubled: shop:cart-1, message 1 came 2 times'])
})

test('who comes back between two looks is not known to be back at a look in between', () => {
  const back = { ...visitor, touches: [startAt + minuteMs, firstAt + 30_000] }
  const apart = [
    firstAt + 61_000,
    firstAt + dayMs + 75 * minuteMs,
    firstAt + 3 * dayMs + 75 * minuteMs,
  ]
  expect(cartDifferences(played(apart, { who: back }))).toStrictEqual([])
})

test('who buys after the cut-off and before the next look may have left nothing', () => {
  const purchase = { order: 'till:1', where: 'till' as const, total: 5000, refund: undefined }
  const soon = { ...visitor, purchase: { ...purchase, at: firstAt - minuteMs } }
  const nothing = { ...played([], { who: soon }), carts: [] }
  expect(cartDifferences(nothing)).toStrictEqual([])
  const later = { ...visitor, purchase: { ...purchase, at: firstAt + minuteMs } }
  expect(cartDifferences({ ...played([], { who: later }), carts: [] })).toStrictEqual([
    'shop:cart-1: stands as neverLeft, and not as boughtElsewhere',
  ])
})

test('who empties the cart before anybody has looked, and buys later, has left nothing', () => {
  const purchase = {
    order: 'shop:1',
    where: 'shop' as const,
    at: firstAt + dayMs,
    total: 5000,
    refund: undefined,
  }
  const emptied = { ...visitor, purchase, emptiesAt: firstAt - minuteMs }
  expect(cartDifferences({ ...played([], { who: emptied }), carts: [] })).toStrictEqual([])
})
