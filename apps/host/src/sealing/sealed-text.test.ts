import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseKeyring } from './keyring.ts'
import { isSealed, keyIdOf, resealed, seal, unseal, type SealedPlace } from './sealed-text.ts'

const oldKey = Buffer.alloc(32, 1).toString('base64')
const newKey = Buffer.alloc(32, 2).toString('base64')
const ring = parseKeyring(oldKey, 'a test')
const place: SealedPlace = { organisation: 'nordlys', kind: 'secret', name: 'stripe' }

test('what is sealed opens again, and reads as nothing of what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (text) => {
      const sealed = seal(ring, place, text)
      expect(unseal(ring, place, sealed)).toBe(text)
      expect(isSealed(sealed)).toBe(true)
      expect(sealed).not.toContain(text)
    }),
  )
})

test('the same text is sealed into another one each time', () => {
  expect(seal(ring, place, 'key')).not.toBe(seal(ring, place, 'key'))
})

test.each([
  { ...place, organisation: 'sydlys' },
  { ...place, name: 'woocommerce' },
  { ...place, kind: 'registration' as const },
  { ...place, organisation: 'nordlys","secret', name: '' },
])('what is moved to %j does not open', (elsewhere) => {
  const sealed = seal(ring, place, 'sk_live_1234')
  expect(() => unseal(ring, elsewhere, sealed)).toThrow('does not open')
})

test('a text that was changed anywhere does not open', () => {
  const sealed = seal(ring, place, 'sk_live_1234')
  const start = 'sealed:1:'.length + 13
  fc.assert(
    fc.property(fc.integer({ min: start, max: sealed.length - 2 }), (at) => {
      fc.pre(sealed[at] !== ':')
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`
      expect(() => unseal(ring, place, changed)).toThrow('does not open')
    }),
  )
})

test('a text under another key is refused with the names of the keys, and nothing of them', () => {
  const sealed = seal(ring, place, 'sk_live_1234')
  const other = parseKeyring(newKey, 'a test')
  expect(() => unseal(other, place, sealed)).toThrow(
    `The secret stripe was sealed with the key ${ring.present}, which this process is not given; it has ${other.present}.`,
  )
})

test('under a ring with another present key a text is written anew, and opens with that key alone', () => {
  const sealed = seal(ring, place, 'sk_live_1234')
  const both = parseKeyring(`${newKey}\n${oldKey}\n`, 'a test')
  const anew = resealed(both, place, sealed) ?? ''
  expect(keyIdOf(anew)).toBe(both.present)
  expect(unseal(parseKeyring(newKey, 'a test'), place, anew)).toBe('sk_live_1234')
  expect(resealed(both, place, anew)).toBeUndefined()
})

test('a text that was never sealed is none', () => {
  expect(['', 'sk_live_1234', 'sealed:1:short'].map(isSealed)).toStrictEqual([false, false, false])
  expect(() => unseal(ring, place, 'sk_live_1234')).toThrow('does not open')
})
