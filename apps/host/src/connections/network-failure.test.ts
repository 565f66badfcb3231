import { expect, test } from 'vitest'
import { networkFailure, networkFault } from './network-failure.ts'

/** What the platform's fetch throws. */
const thrown = (cause: object) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('inner'), cause) })

const asked = { method: 'GET', route: '/' }

test.each([
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'The name shop.example is not known.'],
  [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'shop.example accepts no connections.'],
  [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'shop.example did not accept a connection in time.'],
  [{ code: 'EHOSTUNREACH', syscall: 'connect' }, 'shop.example cannot be reached.'],
])('%j passes, and certainly nothing was sent', (cause, message) => {
  const failure = networkFailure(thrown(cause))
  expect(networkFault(failure, 'shop.example', asked)).toMatchObject({ kind: 'transient', message })
  expect([failure.wasSent, failure.isLasting]).toStrictEqual([false, false])
})

test('the reason is found where several addresses of a name were tried', () => {
  const inner = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' })
  const cause = Object.assign(new AggregateError([inner]), { code: 'ECONNREFUSED' })
  expect(networkFailure(new TypeError('fetch failed', { cause })).wasSent).toBe(false)
})

test.each([{ code: 'ECONNRESET', syscall: 'read' }, { code: 'UND_ERR_SOCKET' }, {}])(
  'after %j the vendor may have the request',
  (cause) => {
    expect(networkFailure(thrown(cause))).toMatchObject({ wasSent: true, isLasting: false })
  },
)

test.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'it is signed by itself'],
  ['CERT_HAS_EXPIRED', 'it has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'it was made out for another name'],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'nobody known vouches for it (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
  ],
])('%s is for the merchant to mend, and not tried again', (code, why) => {
  const failure = networkFailure(thrown({ code }))
  expect(networkFault(failure, 'shop.example', asked)).toMatchObject({
    kind: 'config',
    message: `The certificate of shop.example is not trusted: ${why}.`,
    hint: expect.any(String) as string,
  })
  expect([failure.wasSent, failure.isLasting]).toStrictEqual([false, true])
})
