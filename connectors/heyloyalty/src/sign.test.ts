import { startHeyloyalty } from '@cartograph/simulators/heyloyalty'
import { expect, onTestFinished, test } from 'vitest'
import { readLists } from './lists.ts'
import { sign, signatureOf } from './sign.ts'
import { testContext } from './testing/context.ts'

const timestamp = 'Fri, 24 May 2013 13:16:26 GMT'

test('the signature is that of the documented example: hexadecimal digits, then Base64', () => {
  expect(signatureOf('API_SECRET', timestamp)).toBe(
    'MjgwYTMxNTM2NjkwMzRmMTM0NTUyZWRkOTNkMzVhNmQ2OGZlNGFjM2MwNzg1ZGQ3MmU0YzdiNGRmODJiNjI3Mg==',
  )
})

test('a request carries the timestamp that was signed, and key and signature', async () => {
  const account = await startHeyloyalty({ now: () => Date.parse(timestamp) })
  onTestFinished(() => account.close())
  const context = testContext(account, { apiKey: 'API_KEY', apiSecret: 'API_SECRET' })
  const { headers } = sign(new Request('https://api.heyloyalty.com/loyalty/v1/lists'), context)
  expect(headers.get('x-request-timestamp')).toBe(timestamp)
  expect(headers.get('authorization')).toBe(
    'Basic QVBJX0tFWTpNamd3WVRNeE5UTTJOamt3TXpSbU1UTTBOVFV5WldSa09UTmtNelZoTm1RMk9HWmxOR0ZqTTJNd056ZzFaR1EzTW1VMFl6ZGlOR1JtT0RKaU5qSTNNZz09',
  )
})

test('every attempt is signed anew, by the clock of Heyloyalty, within a narrow window too', async () => {
  let now = Date.UTC(2026, 10, 1)
  const account = await startHeyloyalty({ now: () => now, clockToleranceMs: 1_000 })
  onTestFinished(() => account.close())
  const context = testContext(account)
  await readLists(context)
  now += 3_600_000
  await readLists(context)
  expect(account.statuses).toStrictEqual([200, 200])
  expect(new Set(account.timestamps).size).toBe(2)
})
