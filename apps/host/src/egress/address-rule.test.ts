import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpenAddress, isRange } from './address-rule.ts'

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.251',
  '240.0.0.1',
  '255.255.255.255',
])('%s of IPv4 is closed', (address) => {
  expect(isOpenAddress(address, [])).toBe(false)
})

test.each([
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::ffff:0:127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::10.0.0.1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
])('%s of IPv6 is closed', (address) => {
  expect(isOpenAddress(address, [])).toBe(false)
})

test.each(['1.1.1.1', '172.15.255.255', '172.32.0.1', '2606:4700::1111', '64:ff9b::1.1.1.1'])(
  '%s is of the public Internet',
  (address) => {
    expect(isOpenAddress(address, [])).toBe(true)
  },
)

test('what is no address is closed', () => {
  expect(['', 'shop.example', '1.2.3', '::g'].map((text) => isOpenAddress(text, []))).toStrictEqual(
    [false, false, false, false],
  )
})

test('a range that the operator opens is open, and nothing beside it', () => {
  const opened = ['10.20.0.0/16', 'fd00::/64', '127.0.0.1']
  const judged = ['10.20.3.4', '10.21.0.1', 'fd00::7', 'fd00:0:0:1::7', '127.0.0.1', '127.0.0.2']
  expect(judged.map((address) => isOpenAddress(address, opened))).toStrictEqual([
    true,
    false,
    true,
    false,
    true,
    false,
  ])
})

test('an address of IPv4 is judged the same inside IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const open = isOpenAddress(address, ['10.0.0.0/8'])
      expect(isOpenAddress(`::ffff:${address}`, ['10.0.0.0/8'])).toBe(open)
      expect(isOpenAddress(`64:ff9b::${address}`, ['10.0.0.0/8'])).toBe(open)
    }),
  )
})

test.each(['10.0.0.0/8', '10.1.2.3', '::1', 'fd00::/8', '::1/128'])('%s is a range', (text) => {
  expect(isRange(text)).toBe(true)
})

test.each(['', '10', '10.0.0.0/33', '010.0.0.0/8', '10.0.0/8', '0x7f.0.0.1', 'shop.example'])(
  '"%s" is no range',
  (text) => {
    expect(isRange(text)).toBe(false)
  },
)
