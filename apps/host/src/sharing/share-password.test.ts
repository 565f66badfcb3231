import { expect, test } from 'vitest'
import { newShareToken, isShareToken } from './share-token.ts'
import {
  isOpeningKey,
  isSharePassword,
  openingKey,
  openingMs,
  sharePasswordHash,
} from './share-password.ts'

const share = { id: 'overview-1', hash: 'ab', password: 'salt:key' }

test('a password is known again by what is kept of it, however its letters are composed, and no other is', async () => {
  const kept = await sharePasswordHash('café au lait')
  expect([
    await isSharePassword('café au lait', kept),
    await isSharePassword('cafe\u0301 au lait', kept),
    await isSharePassword('cafe au lait', kept),
    await isSharePassword('', kept),
  ]).toStrictEqual([true, true, false, false])
})

test('of one password something else is kept each time', async () => {
  expect(await sharePasswordHash('correct horse')).not.toBe(
    await sharePasswordHash('correct horse'),
  )
})

test('what the right password is answered with opens that link, for half a day', () => {
  const key = openingKey(share, 1000)
  expect([
    isOpeningKey(share, key, 1000),
    isOpeningKey(share, key, 999 + openingMs),
    isOpeningKey(share, key, 1000 + openingMs),
  ]).toStrictEqual([true, true, false])
})

test.each([
  ['another link', { id: 'overview-2' }],
  ['the same link with another token', { hash: 'cd' }],
  ['the same link with another password', { password: 'other:key' }],
])('it does not open %s', (_what, change) => {
  expect(isOpeningKey({ ...share, ...change }, openingKey(share, 1000), 1000)).toBe(false)
})

test.each(['', '.', '9999999999999.', '9999999999999.AAAA', 'NaN.AAAA', '1e15.AAAA'])(
  '"%s" opens nothing',
  (key) => {
    expect(isOpeningKey(share, key, 1000)).toBe(false)
  },
)

test('a token has 256 bits and is another one each time', () => {
  const [one, other] = [newShareToken(), newShareToken()]
  expect(Buffer.from(one, 'base64url')).toHaveLength(32)
  expect([
    isShareToken(one),
    one === other,
    isShareToken(`${one}=`),
    isShareToken(''),
  ]).toStrictEqual([true, false, false, false])
})
