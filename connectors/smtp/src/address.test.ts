import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailAddress } from './address.ts'

test.each([
  ['anna@shop.example', 'anna@shop.example'],
  ['Anna.Berg+orders@SHOP.example', 'Anna.Berg+orders@shop.example'],
  ['info@bücher.example', 'info@xn--bcher-kva.example'],
  ["o'neil@shop.example", "o'neil@shop.example"],
  ['root@localhost', 'root@localhost'],
])('%s is sent as %s', (text, address) => {
  expect(mailAddress(text)).toStrictEqual({ address, isInternational: false })
})

test('letters of other scripts before the @ need a server that takes them', () => {
  expect(mailAddress('zoë@shop.example')).toStrictEqual({
    address: 'zoë@shop.example',
    isInternational: true,
  })
})

test.each([
  '',
  'anna',
  '@shop.example',
  'anna@',
  'anna@shop',
  'anna@@shop.example',
  'anna berg@shop.example',
  'anna@shop.example, eva@shop.example',
  'Anna <anna@shop.example>',
  'anna..berg@shop.example',
  '.anna@shop.example',
  '"anna berg"@shop.example',
  'anna@[192.0.2.1]',
  'anna@-shop.example',
  'anna@shop.example\r\nBcc: eva@shop.example',
  'anna@shop.exa\nmple',
  'anna\0@shop.example',
  'anna@sh%6Fp.example',
  `${'a'.repeat(65)}@shop.example`,
  `anna@${'a.'.repeat(130)}example`,
])('%j is no address', (text) => {
  expect(mailAddress(text)).toBe(undefined)
})

test('whatever an address is made of, nothing of it can end a command or a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (local, domain) => {
      const { address = '' } = mailAddress(`${local}@${domain}`) ?? {}
      expect(address).not.toMatch(/[\s<>,;\p{Cc}]/u)
    }),
  )
})
