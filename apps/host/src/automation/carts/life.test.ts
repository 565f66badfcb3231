import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFinal, latestMs, lifeOf, type BegunStep, type CartFacts, type CartLife } from './life.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const rule = {
  cutOffMs: hourMs,
  windowMs: 7 * dayMs,
  steps: [{ afterMs: 0 }, { afterMs: dayMs }, { afterMs: 3 * dayMs }],
}
const start = Date.parse('2026-11-02T10:00:00Z')
const touchedAt = start + 5 * minuteMs
const leftAt = touchedAt + hourMs

function facts(more: Partial<CartFacts> = {}): CartFacts {
  return {
    createdAt: start,
    touchedAt,
    isGone: false,
    isLeft: false,
    isEmpty: false,
    purchase: undefined,
    obstacle: undefined,
    coolUntil: undefined,
    ...more,
  }
}
const bought = (at: number, isHere = true) => ({ order: 'shop:1', at, isHere })
const sent = (...ats: readonly number[]): readonly BegunStep[] =>
  ats.map((at, step) => ({ step, at }))

test.each<[string, Partial<CartFacts>, readonly BegunStep[], number, CartLife]>([
  ['just touched', {}, [], leftAt - 1, { state: 'open', lookAt: leftAt }],
  ['left an hour ago', {}, [], leftAt, { state: 'due', step: 0 }],
  [
    'of which a vendor says that it was left',
    { isLeft: true },
    [],
    touchedAt,
    { state: 'due', step: 0 },
  ],
  [
    'with one message',
    {},
    sent(leftAt),
    leftAt + 1,
    { state: 'left', step: 1, lookAt: leftAt + dayMs },
  ],
  ['a day after it was left', {}, sent(leftAt), leftAt + dayMs, { state: 'due', step: 1 }],
  [
    'with all messages',
    {},
    sent(leftAt, leftAt + dayMs, leftAt + 3 * dayMs),
    leftAt + 4 * dayMs,
    { state: 'waiting', lookAt: leftAt + 10 * dayMs },
  ],
  [
    'for which nobody came back',
    {},
    sent(leftAt, leftAt + dayMs, leftAt + 3 * dayMs),
    leftAt + 10 * dayMs,
    { state: 'ended', end: 'lapsed' },
  ],
  ['emptied', { isEmpty: true }, sent(leftAt), leftAt + dayMs, { state: 'ended', end: 'emptied' }],
  ['whose row is gone', { isGone: true }, [], leftAt, { state: 'ended', end: 'gone' }],
  [
    'of somebody who said no',
    { obstacle: 'unsubscribed' },
    [],
    leftAt,
    { state: 'ended', end: 'unsubscribed' },
  ],
  [
    'without a contact',
    { obstacle: 'noContact' },
    [],
    leftAt,
    { state: 'ended', end: 'noContact' },
  ],
  [
    'of somebody who was written to',
    { coolUntil: leftAt + 1 },
    [],
    leftAt,
    { state: 'ended', end: 'coolingDown' },
  ],
  [
    'of somebody who was written to long ago',
    { coolUntil: leftAt },
    [],
    leftAt,
    { state: 'due', step: 0 },
  ],
  [
    'that nobody looked at for days',
    {},
    [],
    leftAt + 5 * dayMs,
    { state: 'ended', end: 'tooLate' },
  ],
  [
    'bought before it was left',
    { purchase: bought(touchedAt + 1) },
    [],
    leftAt,
    { state: 'ended', end: 'ordered' },
  ],
  [
    'bought after a message',
    { purchase: bought(leftAt + 2) },
    sent(leftAt),
    leftAt + 3,
    { state: 'ended', end: 'recovered', wonBy: 0 },
  ],
  [
    'bought after two messages',
    { purchase: bought(leftAt + dayMs + 2) },
    sent(leftAt, leftAt + dayMs),
    leftAt + 2 * dayMs,
    { state: 'ended', end: 'recovered', wonBy: 1 },
  ],
  [
    'bought before the second message',
    { purchase: bought(leftAt + 2) },
    sent(leftAt, leftAt + dayMs),
    leftAt + 2 * dayMs,
    { state: 'ended', end: 'recovered', wonBy: 0 },
  ],
  [
    'bought long after the last message',
    { purchase: bought(leftAt + 8 * dayMs) },
    sent(leftAt),
    leftAt + 8 * dayMs,
    { state: 'ended', end: 'ordered' },
  ],
  [
    'bought at a till',
    { purchase: bought(leftAt + 2, false) },
    sent(leftAt),
    leftAt + 3,
    { state: 'ended', end: 'boughtElsewhere' },
  ],
  [
    'whose row is gone because it was bought',
    { isGone: true, purchase: bought(leftAt + 2) },
    sent(leftAt),
    leftAt + 3,
    { state: 'ended', end: 'recovered', wonBy: 0 },
  ],
])('a cart %s stands as it must', (_what, more, begun, now, life) => {
  expect(lifeOf(facts(more), begun, rule, now)).toStrictEqual(life)
})

test('a change begins the waits anew, and no message again', () => {
  const changed = facts({ touchedAt: leftAt + 2 * hourMs })
  expect(lifeOf(changed, sent(leftAt), rule, leftAt + 2 * hourMs)).toStrictEqual({
    state: 'open',
    lookAt: leftAt + 3 * hourMs,
  })
  expect(lifeOf(changed, sent(leftAt), rule, leftAt + 3 * hourMs)).toStrictEqual({
    state: 'left',
    step: 1,
    lookAt: leftAt + 3 * hourMs + dayMs,
  })
})

test('what was sent late does not have the next message on its heels', () => {
  const late = leftAt + 20 * hourMs
  expect(lifeOf(facts(), sent(late), rule, leftAt + dayMs)).toStrictEqual({
    state: 'left',
    step: 1,
    lookAt: late + dayMs,
  })
})

test('a message that is too late is left out, and the next one comes in its time', () => {
  expect(lifeOf(facts(), [], rule, leftAt + latestMs + 1)).toStrictEqual({ state: 'due', step: 1 })
})

const anyFacts: fc.Arbitrary<CartFacts> = fc.record({
  createdAt: fc.constant(start),
  touchedAt: fc.integer({ min: start, max: start + 2 * dayMs }),
  isGone: fc.boolean(),
  isLeft: fc.boolean(),
  isEmpty: fc.boolean(),
  purchase: fc.option(
    fc.record({
      order: fc.constant('shop:1'),
      at: fc.integer({ min: start, max: start + 20 * dayMs }),
      isHere: fc.boolean(),
    }),
    { nil: undefined },
  ),
  obstacle: fc.constantFrom(undefined, undefined, 'noConsent' as const, 'belowMinimum' as const),
  coolUntil: fc.option(fc.integer({ min: start, max: start + 9 * dayMs }), { nil: undefined }),
})
const anyBegun = fc
  .array(fc.integer({ min: 0, max: 5 * dayMs }), { maxLength: 3 })
  .map((ats) => ats.toSorted((a, b) => a - b).map((at, step) => ({ step, at: leftAt + at })))
const anyNow = fc.integer({ min: start, max: start + 30 * dayMs })

test('no message is due after a purchase, for an emptied cart, or where something stands against it', () => {
  fc.assert(
    fc.property(anyFacts, anyBegun, anyNow, (seen, begun, now) => {
      const life = lifeOf(seen, begun, rule, now)
      if (life.state !== 'due') return
      expect([seen.purchase, seen.isEmpty, seen.isGone, seen.obstacle]).toStrictEqual([
        undefined,
        false,
        false,
        undefined,
      ])
      expect(now).toBeGreaterThanOrEqual(seen.touchedAt + (seen.isLeft ? 0 : rule.cutOffMs))
    }),
  )
})

test('a step that was begun is never due again, whatever becomes of the cart', () => {
  fc.assert(
    fc.property(anyFacts, anyBegun, anyNow, (seen, begun, now) => {
      const life = lifeOf(seen, begun, rule, now)
      const steps = begun.map(({ step }) => step)
      expect(life.state === 'due' && steps.includes(life.step)).toBe(false)
    }),
  )
})

test('whoever looks again at the instant that was said sees something else', () => {
  fc.assert(
    fc.property(anyFacts, anyBegun, anyNow, (seen, begun, now) => {
      const life = lifeOf(seen, begun, rule, now)
      if (!('lookAt' in life)) return
      expect(life.lookAt).toBeGreaterThan(now)
      expect(lifeOf(seen, begun, rule, life.lookAt)).not.toStrictEqual(life)
    }),
  )
})

/** The steps that a cart gets until it ends; undefined where it does not. */
function playedSteps(seen: CartFacts): readonly number[] | undefined {
  const begun: BegunStep[] = []
  let now = seen.touchedAt
  for (let turn = 0; turn < 20; turn += 1) {
    const life = lifeOf(seen, begun, rule, now)
    if (life.state === 'ended') return begun.map(({ step }) => step)
    if (life.state === 'due') begun.push({ step: life.step, at: now })
    else now = life.lookAt
  }
  return undefined
}

test('a life that is played to its end has each step once at the most, and ends', () => {
  fc.assert(
    fc.property(anyFacts, (seen) => {
      const steps = playedSteps(seen)
      expect(steps).toStrictEqual([...new Set(steps)])
    }),
  )
})

test('only a purchase ends a cart for good', () => {
  expect([isFinal('recovered'), isFinal('boughtElsewhere'), isFinal('unsubscribed')]).toStrictEqual(
    [true, true, false],
  )
})
