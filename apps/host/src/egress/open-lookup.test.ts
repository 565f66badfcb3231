import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { openLookup, refusalOf, type Resolve } from './open-lookup.ts'

const resolvesTo =
  (...addresses: readonly LookupAddress[]): Resolve =>
  (_name, _options, callback) =>
    callback(null, [...addresses])

const unknown: Resolve = (_name, _options, callback) =>
  callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), [])

const lookedUp = (resolve: Resolve, options: { readonly all?: boolean } = {}) =>
  new Promise((settle) => {
    openLookup([], resolve)('shop.example', options, (error, found, family) =>
      settle(error === null ? [found, family] : error.code),
    )
  })

const open = { address: '1.1.1.1', family: 4 }
const closed = { address: '169.254.169.254', family: 4 }

test('a name that leads to a closed address is refused', async () => {
  expect(await lookedUp(resolvesTo(closed))).toBe('ERR_CLOSED_ADDRESS')
  expect(await lookedUp(resolvesTo(closed), { all: true })).toBe('ERR_CLOSED_ADDRESS')
})

test('of several addresses only the open ones are given to the socket', async () => {
  expect(await lookedUp(resolvesTo(closed, open), { all: true })).toStrictEqual([[open], undefined])
  expect(await lookedUp(resolvesTo(closed, open))).toStrictEqual(['1.1.1.1', 4])
})

test('a name that leads elsewhere the next time is judged again', async () => {
  const answers = [open, closed]
  const rebinding: Resolve = (_name, _options, callback) => callback(null, answers.splice(0, 1))
  const lookup = openLookup([], rebinding)
  const ask = () =>
    new Promise((settle) => {
      lookup('shop.example', {}, (error, found) => settle(error?.code ?? found))
    })
  expect([await ask(), await ask()]).toStrictEqual(['1.1.1.1', 'ERR_CLOSED_ADDRESS'])
})

test('what the name server says is handed on', async () => {
  expect(await lookedUp(unknown)).toBe('ENOTFOUND')
})

test('a closed address that is written out is refused without a look-up', () => {
  const judged = [
    '127.0.0.1',
    '[::1]',
    '::ffff:10.0.0.1',
    '1.1.1.1',
    '[2606:4700::1111]',
    'a.example',
  ]
  expect(judged.map((host) => refusalOf(host, []) !== undefined)).toStrictEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
