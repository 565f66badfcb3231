import { fault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { faultIn, watchedContext } from './index.ts'

const sign = (request: Request) => {
  const headers = new Headers(request.headers)
  headers.set('x-signed', 'yes')
  return new Request(request, { headers })
}

test('requests are signed, answered in place of the network, and kept', async () => {
  const context = watchedContext({}, sign, { answer: () => new Response('fine') })
  const answer = await context.fetch.with({ effect: 'none' })('https://vendor.example/orders')
  expect([
    await answer.text(),
    context.requests.map(({ url, headers }) => [url, headers.get('x-signed')]),
  ]).toStrictEqual(['fine', [['https://vendor.example/orders', 'yes']]])
})

test('a fact is asked for once', async () => {
  const context = watchedContext({}, sign)
  let asked = 0
  const load = async () => (asked += 1)
  expect([await context.memo('a', 1, load), await context.memo('a', 1, load)]).toStrictEqual([1, 1])
})

test('work that ends well has no fault', async () => {
  const missing = Promise.reject(fault({ kind: 'notFound', message: 'There is none.' }))
  expect((await faultIn(missing)).kind).toBe('notFound')
  await expect(faultIn(Promise.resolve())).rejects.toThrow('It did not end in a fault.')
})
