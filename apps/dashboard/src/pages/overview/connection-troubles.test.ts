import { expect, test } from 'vitest'
import { troublesOf } from './connection-troubles.ts'

test('what is wrong with all streams of a connection is said once', () => {
  const fault = { kind: 'auth', message: 'The key is not good any more.' }
  const other = { kind: 'transient', message: 'The shop does not answer.' }
  const stream = { records: 0, deleted: 0, openParts: 0, rejected: 0, rejections: [] }
  const streams = [
    { ...stream, stream: 'orders', standing: 'authExpired', fault },
    { ...stream, stream: 'products', standing: 'authExpired', fault: { ...fault } },
    { ...stream, stream: 'coupons', standing: 'failing', fault: other },
    { ...stream, stream: 'refunds', standing: 'healthy' },
  ] as const
  expect(
    troublesOf({ connection: 'shop', connector: 'shop 1', standing: 'authExpired', streams }),
  ).toStrictEqual([fault, other])
})
