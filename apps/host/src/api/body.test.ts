import { expect, test } from 'vitest'
import { limitedBody } from './body.ts'

function post(body: NonNullable<RequestInit['body']>, headers = {}): Request {
  const init = { method: 'POST', body, headers, duplex: 'half' as const }
  return new Request('http://localhost', init)
}

test('the bytes come as they are', async () => {
  const bytes = new Uint8Array([0, 255, 10, 13])
  expect(await limitedBody(post(bytes), 4)).toStrictEqual(Buffer.from(bytes))
})

test('no body is no bytes', async () => {
  expect(await limitedBody(new Request('http://localhost'), 4)).toStrictEqual(new Uint8Array())
})

test('a body that says it is too large is not read', async () => {
  const request = post('12345', { 'content-length': '5' })
  expect(await limitedBody(request, 4)).toBeUndefined()
  expect(request.bodyUsed).toBe(false)
})

test('a body that does not say how large it is, is read no further than the limit', async () => {
  let pieces = 0
  const endless = new ReadableStream({
    pull: (controller) => {
      pieces += 1
      controller.enqueue(new Uint8Array(1000))
    },
  })
  expect(await limitedBody(post(endless), 10_000)).toBeUndefined()
  expect(pieces).toBeLessThan(15)
})
