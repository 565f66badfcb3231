import { timingSafeEqual } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { matchingHash, newTokenText, tokenHash, tokenKindOf, tokenTextOf } from './token-text.ts'

vi.mock(import('node:crypto'), async (original) => {
  const crypto = await original()
  return { ...crypto, timingSafeEqual: vi.fn<typeof timingSafeEqual>(crypto.timingSafeEqual) }
})

const kinds = fc.constantFrom('server', 'browser')
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('every secret has the form that scanners look for, and its kind is read from it', () => {
  fc.assert(
    fc.property(kinds, bytes, (kind, secret) => {
      const text = tokenTextOf(kind, secret)
      expect(text).toMatch(/^cartograph_(browser_)?[0-9A-Za-z]{49}$/)
      expect(tokenKindOf(text)).toBe(kind)
    }),
  )
})

test('two secrets never have one text', () => {
  fc.assert(
    fc.property(kinds, bytes, bytes, (kind, one, other) => {
      const isSame = Buffer.compare(one, other) === 0
      expect(tokenTextOf(kind, one) === tokenTextOf(kind, other)).toBe(isSame)
    }),
  )
})

test('a mistyped character is noticed by the checksum', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.nat({ max: 48 }),
      fc.constantFrom('0', '9', 'A', 'Z', 'a', 'z'),
      (secret, at, typed) => {
        const text = tokenTextOf('server', secret)
        const place = 'cartograph_'.length + at
        fc.pre(text[place] !== typed)
        expect(tokenKindOf(text.slice(0, place) + typed + text.slice(place + 1))).toBeUndefined()
      },
    ),
  )
})

test('whatever else is written is no token', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(tokenKindOf(text)).toBeUndefined()
    }),
  )
})

test('the text of a secret never changes: tokens that are in use stay good', () => {
  expect(tokenTextOf('server', new Uint8Array(32).fill(255))).toBe(
    'cartograph_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp122XPG1',
  )
})

test('a secret is found by its hash among others', () => {
  const [first, second] = [newTokenText('server'), newTokenText('browser')]
  const hashes = [tokenHash(first), tokenHash(second)]
  expect([matchingHash(first, hashes), matchingHash(second, hashes)]).toStrictEqual(hashes)
})

test('another secret, a part of one and an empty text are not found', () => {
  const text = newTokenText('server')
  const found = [newTokenText('server'), text.slice(0, -1), `${text} `, ''].map((other) =>
    matchingHash(other, [tokenHash(text)]),
  )
  expect(found).toStrictEqual([undefined, undefined, undefined, undefined])
})

test('a secret is compared with every hash, in a time that does not depend on it', () => {
  const secrets = [newTokenText('server'), newTokenText('server'), newTokenText('server')]
  const hashes = secrets.map(tokenHash)
  const counts = [...secrets, 'another'].map((secret) => {
    vi.mocked(timingSafeEqual).mockClear()
    matchingHash(secret, hashes)
    return vi.mocked(timingSafeEqual).mock.calls.length
  })
  expect(counts).toStrictEqual([3, 3, 3, 3])
})
