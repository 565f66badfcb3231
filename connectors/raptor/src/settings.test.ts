import { expect, test } from 'vitest'
import { raptor } from './index.ts'
import { settings } from './settings.ts'

test.each([
  [
    'a customer id of letters',
    { customerId: 'shop' },
    ['customerId'],
    'expected four or five digits',
  ],
  [
    'a stream that is no GUID',
    { streams: { persons: 'persons' } },
    ['streams', 'persons'],
    'expected the GUID of an input stream',
  ],
  [
    'two values at one position',
    { positions: { quantity: 12 } },
    ['positions', 'quantity'],
    'stands at p12, as `itemPrice` does; expected a position of its own',
  ],
  [
    'a key of ReaIDs without an address',
    { reaIdKey: 'rea-0123456789' },
    ['addresses', 'reaIds'],
    'expected the address that Raptor told with the key of ReaIDs',
  ],
  [
    'an address without encryption',
    { addresses: { tracking: 'http://t.raptorsmartadvisor.com' } },
    ['addresses', 'tracking'],
    'expected an https address without a query and without a slash at its end',
  ],
  [
    'a column that no feed can have',
    { columns: { ProductId: 'Product id' } },
    ['columns', 'ProductId'],
    'expected a name of letters, digits and _, which begins with a letter',
  ],
])('%s is refused, and the place is named', (_what, given, path, message) => {
  const { error } = settings.safeParse({ customerId: '12345', ...given })
  expect(error?.issues).toMatchObject([{ path, message }])
})

test('positions may be swapped', () => {
  const positions = { itemPrice: 13, quantity: 12 }
  expect(settings.safeParse({ customerId: '12345', positions }).success).toBe(true)
})

test('only the services of Raptor are reached, and addresses of one’s own in their place', () => {
  expect(raptor.hosts({ customerId: '12345' })).toStrictEqual([
    't.raptorsmartadvisor.com',
    'api.raptorsmartadvisor.com',
    'in.raptorsmartadvisor.com',
    'gdpr-api.raptorsmartadvisor.com',
    'cdp-api.raptorsmartadvisor.com',
  ])
  const addresses = { cdp: 'https://cdp.example', reaIds: 'https://rea.example/v1' }
  expect(raptor.hosts({ customerId: '12345', addresses })).toContain('rea.example')
})
