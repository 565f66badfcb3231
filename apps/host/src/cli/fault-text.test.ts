import { fault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { faultText } from './fault-text.ts'

test('a fault says where, what, with which request, what to do and who acts', () => {
  const found = fault({
    kind: 'permission',
    message: 'This key may not read refunds.',
    hint: 'Allow it in the settings of the key.',
    permission: 'refunds:read',
    path: ['streams', 'refunds', 0],
    request: { method: 'GET', route: '/refunds', status: 403, requestId: 'r1' },
  })
  expect(faultText(found, 'shop.refunds')).toBe(`Error: shop.refunds: This key may not read refunds.
  At: streams.refunds[0]
  Request: GET /refunds, answered 403 (request r1)
  Permission: refunds:read
  What to do: Allow it in the settings of the key.
  Who acts: you, in the account at the vendor: what the key may do.`)
})

test('a fault of a few words has no empty lines', () => {
  expect(faultText({ $fault: 'v1', kind: 'contract', message: 'x is undefined' })).toBe(
    'Error: x is undefined\n  Who acts: the author of the connector.',
  )
})
