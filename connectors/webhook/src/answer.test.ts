import { expect, test } from 'vitest'
import { outcomeOf } from './answer.ts'
import { settings } from './settings.ts'

const config = settings.parse({
  url: 'https://example.com/hooks/T0P-S3CRET',
  headers: { Authorization: 'Bearer abcdef' },
})
const told = (status: number, body: string | null = null, headers: Record<string, string> = {}) =>
  outcomeOf(new Response(body, { status, headers }), { method: 'POST', config })

test.each([200, 201, 202, 204])('%i: the item was taken', async (status) => {
  expect(await told(status)).toStrictEqual({ status: 'ok' })
})

test.each([
  [401, 'auth'],
  [403, 'permission'],
  [405, 'config'],
  [410, 'config'],
  [501, 'config'],
])('%i stops the part, with what is to be done', async (status, kind) => {
  expect(await told(status)).toMatchObject({
    status: 'failed',
    fault: { kind, scope: 'part', hint: expect.any(String) as string, request: { status } },
  })
})

test.each([408, 425, 500, 502, 503, 504, 599])('%i: nobody knows', async (status) => {
  expect(await told(status)).toStrictEqual({ status: 'unknown' })
})

test('429: the item waits as long as the receiver asks', async () => {
  expect(await told(429, '', { 'retry-after': '7' })).toStrictEqual({
    status: 'untouched',
    afterMs: 7000,
  })
  expect(await told(429)).toStrictEqual({ status: 'untouched' })
})

test.each([400, 404, 409, 413, 415, 422])('%i: the item is refused', async (status) => {
  expect(await told(status, '{"error":"no total"}')).toMatchObject({
    status: 'failed',
    fault: {
      kind: 'record',
      message: `The receiver refuses this item (${status}): {"error":"no total"}`,
    },
  })
})

test('what a receiver says is one short line, without secrets and addresses of people', async () => {
  const said = `Bearer abcdef\r\n\u0007 anna@shop.example "https://example.com/hooks/T0P-S3CRET" ${'x'.repeat(500)}`
  const outcome = await told(422, said)
  expect(outcome).toMatchObject({
    fault: {
      message: expect.stringMatching(
        /^The receiver refuses this item \(422\): \[secret\] \[address\] "\[secret\]" x+$/,
      ) as string,
    },
  })
  expect(JSON.stringify(outcome).length).toBeLessThan(500)
})

test('a receiver that says nothing is quoted with nothing', async () => {
  expect(await told(400, ' \n')).toMatchObject({
    fault: { message: 'The receiver refuses this item (400) and does not say why.' },
  })
})

test('what is to be deleted and is not there is gone, where the address tells it', async () => {
  const own = settings.parse({ url: 'https://example.com/{key}', deletes: 'method' })
  const of = (status: number, method: string, asked: typeof config) =>
    outcomeOf(new Response(null, { status }), { method, config: asked })
  expect(await of(404, 'DELETE', own)).toStrictEqual({ status: 'ok' })
  expect(await of(410, 'DELETE', own)).toStrictEqual({ status: 'ok' })
  expect(await of(404, 'DELETE', config)).toMatchObject({ status: 'failed' })
  expect(await of(404, 'POST', own)).toMatchObject({ status: 'failed' })
})
