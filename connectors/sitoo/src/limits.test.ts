import { expect, test } from 'vitest'
import { limits, retryAfter, sign } from './limits.ts'
import { testContext, testSettings } from './testing/context.ts'

const now = Date.parse('2026-11-25T12:00:00Z')
const answer = (status: number, reset?: string) =>
  new Response(null, {
    status,
    headers: reset === undefined ? {} : { 'x-rate-limit-reset': reset },
  })

test.each([
  ['seconds to wait', '7', 7_000],
  ['an instant', String(now / 1000 + 12), 12_000],
  ['an instant that is over', String(now / 1000 - 12), 0],
  ['nothing', undefined, undefined],
  ['no number', 'soon', undefined],
])('X-Rate-Limit-Reset with %s', (_what, header, waitMs) => {
  expect(retryAfter(answer(429, header), now)).toBe(waitMs)
})

test('an answer that is no refusal asks for no wait', () => {
  expect(retryAfter(answer(200, '7'), now)).toBe(undefined)
})

function placeOf(change: object) {
  return limits({ ...testSettings, ...change })['key']
}

test('connections with the same key share one place, and others have their own', () => {
  expect([placeOf({}), placeOf({ eshopId: 2 }), placeOf({ apiId: '1500-8' })]).toStrictEqual([
    { concurrent: 1, sharedBy: '127.0.0.1:8099/1500-7' },
    { concurrent: 1, sharedBy: '127.0.0.1:8099/1500-7' },
    { concurrent: 1, sharedBy: '127.0.0.1:8099/1500-8' },
  ])
})

test('a password beyond ASCII is sent as UTF-8', async () => {
  const context = testContext({ password: 'lösenord' })
  const signed = await sign(new Request('http://127.0.0.1:8099/'), context)
  expect(signed.headers.get('authorization')).toBe(
    `Basic ${Buffer.from('1500-7:lösenord').toString('base64')}`,
  )
})
