import { expect, test } from 'vitest'
import { newAddressToken } from '../store/index.ts'
import { isSameText } from './token.ts'

test('the part of an address holds 192 bits', () => {
  expect(Buffer.from(newAddressToken(), 'base64url').length * 8).toBe(192)
})

test('texts of other lengths are compared too', () => {
  expect([isSameText('a', 'a'), isSameText('a', 'ab'), isSameText('', '')]).toStrictEqual([
    true,
    false,
    true,
  ])
})
