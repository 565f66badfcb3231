import { expect, test } from 'vitest'
import { retryAfterOf } from './retry-after.ts'

const date = 'Thu, 14 May 2026 12:21:16 GMT'
const said = 'Too Many Requests. You can continue at 2026-05-14 14:22:16.'
const asked = (headers: Record<string, string>, body = '', status = 429) =>
  retryAfterOf(new Response(body, { status, headers }), Date.UTC(2026, 4, 14, 12, 22))

test('an instant by the clocks of Stockholm is compared with Rule’s own clock', async () => {
  expect(await asked({ date, 'retry-after': '2026-05-14 14:22:16' })).toBe(60_000)
})

test('without their clock it is compared with ours', async () => {
  expect(await asked({ 'retry-after': '2026-05-14 14:22:16' })).toBe(16_000)
})

test('seconds are seconds', async () => {
  expect(await asked({ date, 'retry-after': '120' })).toBe(120_000)
})

test('without a header the text tells', async () => {
  expect(await asked({ date }, said)).toBe(60_000)
})

test('an instant that is over asks for nothing', async () => {
  expect(await asked({ date, 'retry-after': '2026-05-14 14:00:00' })).toBe(0)
})

test.each([
  [{ 'retry-after': 'soon' }, ''],
  [{}, '{"error":"RateLimitError"}'],
])('%j and %j say nothing', async (headers, body) => {
  expect(await asked(headers, body)).toBeUndefined()
})

test('the text of other answers is not looked at', async () => {
  expect(await asked({ date }, said, 500)).toBeUndefined()
})
