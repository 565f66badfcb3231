import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { consentsOf } from './consents.ts'

const now = Date.UTC(2026, 10, 1)
const said = (channel: string, state: string, at: string, more: object = {}) => ({
  channel,
  state,
  at,
  ...more,
})

test('each way and purpose has its place', () => {
  const at = '2026-01-01T00:00:00.000Z'
  const consents = [
    ...['email', 'sms', 'push', 'phone', 'post'].map((channel) => said(channel, 'granted', at)),
    said('other', 'granted', at, { purpose: 'profiling' }),
    said('email', 'granted', at, { purpose: 'surveys' }),
  ]
  const yes = { status: true }
  expect(consentsOf({ consents }, { now, standing: 'new' })).toStrictEqual({
    marketing: {
      automatic: { email: yes, sms: yes, push: yes },
      traditional: { telephonic: yes, papery: yes },
    },
    profiling: { online: yes },
  })
})

test('the newest counts, in whatever order they come; of two of one instant the refusal', () => {
  const all = [
    said('email', 'granted', '2026-01-01T00:00:00.000Z'),
    said('email', 'granted', '2026-03-01T00:00:00.000Z'),
    said('email', 'withdrawn', '2026-03-01T00:00:00.000Z'),
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (consents) => {
      expect(consentsOf({ consents }, { now, standing: 'new' })).toStrictEqual({
        marketing: { automatic: { email: { status: false } } },
      })
    }),
  )
})

test('a yes that has lapsed is none', () => {
  const consents = [
    said('email', 'granted', '2026-01-01T00:00:00.000Z', { expiresAt: '2026-10-01T00:00:00.000Z' }),
  ]
  expect(consentsOf({ consents }, { now, standing: 'new' })).toStrictEqual({
    marketing: { automatic: { email: { status: false } } },
  })
})

test('who said nothing has no consents, and a text that was read is told by itself', () => {
  expect(consentsOf({}, { now, standing: 'new' })).toBeUndefined()
  const disclaimer = { date: '2026-05-25T09:00:00.000Z', version: 'v3' }
  expect(consentsOf({ disclaimer }, { now, standing: 'new' })).toStrictEqual({ disclaimer })
})

const standing = (leaf: Readonly<Record<string, boolean | null>>) => ({
  id: 'c1',
  nodeId: 'n1',
  registeredAt: '2026-01-01T00:00:00.000+0000',
  updatedAt: '2026-02-01T00:00:00.000+0000',
  consents: { marketing: { automatic: { email: leaf } } },
})

test.each([
  ['a no', { status: false }, '2026-01-15T00:00:00.000Z', false],
  ['a no that is older than the yes', { status: false }, '2026-02-01T00:00:00.001Z', true],
  [
    'an objection, however old',
    { status: true, objection: true },
    '2026-10-01T00:00:00.000Z',
    false,
  ],
  ['a yes', { status: true }, '2026-01-15T00:00:00.000Z', true],
  ['nothing', { status: null }, '2026-01-15T00:00:00.000Z', true],
] as const)('where Contacthub has %s, a yes is written or not', (_name, leaf, at, isWritten) => {
  const consents = [said('email', 'granted', at)]
  const written = consentsOf({ consents }, { now, standing: standing(leaf) })
  expect(written !== undefined).toBe(isWritten)
})

test('a no is always written, and where nobody sees what is there nothing else is', () => {
  const consents = [
    said('email', 'granted', '2026-10-01T00:00:00.000Z'),
    said('sms', 'withdrawn', '2026-01-15T00:00:00.000Z'),
  ]
  expect(consentsOf({ consents }, { now, standing: 'unseen' })).toStrictEqual({
    marketing: { automatic: { sms: { status: false } } },
  })
})
