import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareConsents, consentStanding, type ConsentStatement } from './consent-standing.ts'

const now = 1000
const statement: fc.Arbitrary<ConsentStatement> = fc.record({
  state: fc.constantFrom('granted', 'denied', 'withdrawn'),
  at: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  expiresAt: fc.option(fc.integer({ min: 998, max: 1002 }), { nil: undefined }),
})
const statements = fc.array(statement, { maxLength: 8 })
const say = (
  state: ConsentStatement['state'],
  at?: number,
  expiresAt?: number,
): ConsentStatement => ({ state, at, expiresAt })

test.each([
  ['nothing', [], 'unknown'],
  ['yes', [say('granted', 1)], 'granted'],
  ['no', [say('denied', 1)], 'refused'],
  ['yes, then no', [say('granted', 1), say('withdrawn', 2)], 'refused'],
  ['no, then yes', [say('withdrawn', 1), say('granted', 2)], 'granted'],
  ['yes and no in one instant', [say('granted', 1), say('denied', 1)], 'refused'],
  ['yes, and no at some time', [say('granted', 9), say('denied')], 'refused'],
  ['yes at some time, and no', [say('granted'), say('denied', 1)], 'refused'],
  ['yes at some time', [say('granted')], 'granted'],
  ['yes that has lapsed', [say('granted', 1, now)], 'unknown'],
  ['yes that lapses later', [say('granted', 1, now + 1)], 'granted'],
  ['no, then yes that has lapsed', [say('denied', 1), say('granted', 2, now)], 'refused'],
  ['yes, then yes that has lapsed', [say('granted', 1), say('granted', 2, now)], 'unknown'],
  [
    'two yes in one instant, one of which has lapsed',
    [say('granted', 1), say('granted', 1, now)],
    'unknown',
  ],
] as const)('who said %s: %s', (_what, said, standing) => {
  expect(consentStanding(said, now)).toBe(standing)
})

test('the order in which statements are known changes nothing', () => {
  fc.assert(
    fc.property(statements, (said) => {
      expect(consentStanding(said.toReversed(), now)).toBe(consentStanding(said, now))
    }),
  )
})

test('a further no never allows anything', () => {
  fc.assert(
    fc.property(statements, statement, (said, more) => {
      const standing = consentStanding([...said, { ...more, state: 'withdrawn' }], now)
      expect(standing === 'granted' && consentStanding(said, now) !== 'granted').toBe(false)
    }),
  )
})

test('a no that is the last word, or of no known time, refuses whatever else was said', () => {
  fc.assert(
    fc.property(statements, fc.constantFrom(undefined, 6), (said, at) => {
      expect(consentStanding([...said, say('denied', at)], now)).toBe('refused')
    }),
  )
})

test('a yes is granted only where every no has an instant and is older', () => {
  fc.assert(
    fc.property(statements, (said) => {
      const yes = said.filter(({ state }) => state === 'granted').map(({ at = -1 }) => at)
      const no = said.filter(({ state }) => state !== 'granted').map(({ at = Infinity }) => at)
      const isOlder = Math.max(...no, -Infinity) < Math.max(...yes, -Infinity)
      expect(consentStanding(said, now) === 'granted' && !isOlder).toBe(false)
    }),
  )
})

test('time alone never allows anything', () => {
  fc.assert(
    fc.property(statements, fc.nat(10), (said, laterMs) => {
      const isGranted = (at: number) => consentStanding(said, at) === 'granted'
      expect(isGranted(now + laterMs) && !isGranted(now)).toBe(false)
    }),
  )
})

test('the first in the order of statements decides what is granted', () => {
  fc.assert(
    fc.property(statements, (said) => {
      const first = said.toSorted(compareConsents).slice(0, 1)
      expect(consentStanding(said, now) === 'granted').toBe(
        consentStanding(first, now) === 'granted',
      )
    }),
  )
})
