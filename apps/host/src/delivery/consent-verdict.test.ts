import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { consentVerdict, type Need, type Statement } from './consent-verdict.ts'

const now = 1000
const state = fc.constantFrom('granted', 'denied', 'withdrawn')
const statement: fc.Arbitrary<Statement> = fc.record({
  channel: fc.constantFrom('email', 'sms', 'phone', 'post', 'other'),
  purpose: fc.constantFrom(undefined, 'marketing', 'profiling', 'receipts'),
  state,
  at: fc.option(fc.integer({ min: 0, max: 900 }), { nil: undefined }),
  expiresAt: fc.option(fc.integer({ min: 0, max: 2000 }), { nil: undefined }),
})
const statements = fc.array(statement, { maxLength: 8 })
const need = fc.constantFrom<Need>('email', 'sms', 'post', 'profiling')
const say = (
  said: 'granted' | 'denied' | 'withdrawn',
  at?: number,
  more: Partial<Statement> = {},
): Statement => ({ channel: 'email', state: said, ...(at !== undefined && { at }), ...more })

test.each([
  ['nothing was said', [], 'unknown'],
  ['yes', [say('granted', 1)], 'granted'],
  ['no', [say('denied', 1)], 'refused'],
  ['yes, then no', [say('granted', 1), say('withdrawn', 2)], 'refused'],
  ['no, then yes', [say('withdrawn', 1), say('granted', 2)], 'granted'],
  ['yes and no at once', [say('granted', 1), say('denied', 1)], 'refused'],
  ['yes, and no at some time', [say('granted', 9), say('denied')], 'refused'],
  ['yes at some time, then no', [say('granted'), say('denied', 1)], 'refused'],
  ['yes that has lapsed', [say('granted', 1, { expiresAt: 999 })], 'unknown'],
  [
    'no, then yes that has lapsed',
    [say('denied', 1), say('granted', 2, { expiresAt: 999 })],
    'refused',
  ],
  ['yes to another way', [say('granted', 1, { channel: 'sms' })], 'unknown'],
  ['yes to something else', [say('granted', 1, { purpose: 'receipts' })], 'unknown'],
  [
    'no to something else',
    [say('granted', 1), say('denied', 2, { purpose: 'receipts' })],
    'granted',
  ],
] as const)('where a person said %s, e-mail is %s', (_what, said, verdict) => {
  expect(consentVerdict(said, 'email', now)).toBe(verdict)
})

test('the order in which statements are known changes nothing', () => {
  fc.assert(
    fc.property(statements, need, (said, asked) => {
      expect(consentVerdict(said.toReversed(), asked, now)).toBe(consentVerdict(said, asked, now))
    }),
  )
})

test('a further no never allows anything', () => {
  fc.assert(
    fc.property(statements, statement, need, (said, more, asked) => {
      const refusal: Statement = { ...more, state: 'withdrawn' }
      const isAllowed = (known: readonly Statement[]) =>
        consentVerdict(known, asked, now) === 'granted'
      expect(isAllowed([...said, refusal]) && !isAllowed(said)).toBe(false)
    }),
  )
})

test('a no that is the last word, or of no known time, refuses whatever else was said', () => {
  fc.assert(
    fc.property(statements, fc.constantFrom(undefined, 901), (said, at) => {
      const refusal = say('denied', at)
      expect(consentVerdict([...said, refusal], 'email', now)).toBe('refused')
    }),
  )
})

test('a yes without any no and without an end is granted', () => {
  fc.assert(
    fc.property(statements, (said) => {
      const yes = said.map((each): Statement => ({
        ...each,
        state: 'granted',
        expiresAt: undefined,
      }))
      const isValid = yes.some(
        ({ channel, purpose = 'marketing' }) => channel === 'email' && purpose === 'marketing',
      )
      expect(consentVerdict(yes, 'email', now)).toBe(isValid ? 'granted' : 'unknown')
    }),
  )
})

test('what was said about other things changes nothing', () => {
  fc.assert(
    fc.property(statements, statements, (said, others) => {
      const foreign = others.map((each): Statement => ({ ...each, purpose: 'receipts' }))
      expect(consentVerdict([...said, ...foreign], 'sms', now)).toBe(
        consentVerdict(said, 'sms', now),
      )
    }),
  )
})
