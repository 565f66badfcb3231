import { expect, test } from 'vitest'
import { newAddressToken } from '../store/index.ts'
import { isKnownToken, isSameText, newToken, tokenHash } from './token.ts'

test('a token is known by its hash, among others', () => {
  const [first, second] = [newToken(), newToken()]
  const hashes = [tokenHash(first), tokenHash(second)]
  expect([isKnownToken(first, hashes), isKnownToken(second, hashes)]).toStrictEqual([true, true])
})

test('another token, a part of one and an empty one are not known', () => {
  const token = newToken()
  const known = [newToken(), token.slice(0, -1), `${token} `, ''].map((other) =>
    isKnownToken(other, [tokenHash(token)]),
  )
  expect(known).toStrictEqual([false, false, false, false])
})

test('a token holds 256 bits, the part of an address 192', () => {
  const bits = [newToken().replace('cartograph_', ''), newAddressToken()].map(
    (text) => Buffer.from(text, 'base64url').length * 8,
  )
  expect(bits).toStrictEqual([256, 192])
})

test('texts of other lengths are compared too', () => {
  expect([isSameText('a', 'a'), isSameText('a', 'ab'), isSameText('', '')]).toStrictEqual([
    true,
    false,
    true,
  ])
})
