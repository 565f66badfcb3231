import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeTokenName } from './free-token-name.ts'

test('the first token has the name of the connection, and later ones are counted', () => {
  expect([
    freeTokenName('shop', []),
    freeTokenName('shop', ['till-shop']),
    freeTokenName('shop', ['till-shop', 'till-shop-2', 'till-shop-4']),
  ]).toStrictEqual(['till-shop', 'till-shop-2', 'till-shop-3'])
})

test('a name is one that tokens may have, and that none has', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9][\w-]{0,62}$/u)
  fc.assert(
    fc.property(id, fc.nat(20), (connection, count) => {
      const taken: string[] = []
      for (let each = 0; each < count; each += 1) taken.push(freeTokenName(connection, taken))
      expect(new Set(taken).size).toBe(count)
      expect(taken.every((name) => /^[A-Za-z0-9][\w-]{0,62}$/u.test(name))).toBe(true)
    }),
  )
})
