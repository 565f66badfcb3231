import { startReceiver, type WebhookReceiver } from '@cartograph/simulators/webhook-receiver'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sinksOf } from './sinks.ts'
import { testContext } from './testing/context.ts'
import { deletion, writes } from './testing/items.ts'

const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'
const older = 'whsec_NzY1NDMyMTBmZWRjYmE5ODc2NTQzMjEwZmVk'

let receiver: WebhookReceiver
beforeEach(async () => {
  receiver = await startReceiver({ secrets: [secret] })
})
afterEach(() => receiver.close())

const contextOf = (more: object = {}) =>
  testContext({ url: `${receiver.url}/hook`, signingSecret: secret, ...more })
const send = (context: ReturnType<typeof contextOf>, items: ReturnType<typeof writes>) =>
  sinksOf(context.config).items.write(context, items)

test('a request each is signed so that a receiver’s library takes it', async () => {
  const outcomes = await send(contextOf(), writes({ id: 'A' }, { id: 'B' }))
  expect(outcomes).toStrictEqual([{ status: 'ok' }, { status: 'ok' }])
  expect(receiver.requests.map(({ isSigned, body }) => [isSigned, body])).toStrictEqual([
    [true, '{"id":"A"}'],
    [true, '{"id":"B"}'],
  ])
})

test('a receiver that still knows the old secret alone takes it while both sign', async () => {
  await receiver.close()
  receiver = await startReceiver({ secrets: [older] })
  const rolling = contextOf({ previousSigningSecret: older })
  expect(await send(rolling, writes({ id: 'A' }))).toStrictEqual([{ status: 'ok' }])
})

test('secrets that were swapped stop the part', async () => {
  const swapped = contextOf({ signingSecret: older })
  expect(await send(swapped, writes({ id: 'A' }))).toMatchObject([
    { status: 'failed', fault: { kind: 'auth', scope: 'part' } },
  ])
})

test('an item that is refused does not keep the others back', async () => {
  const outcomes = await send(contextOf(), writes({ id: 'A' }, { refuse: 1 }, { id: 'C' }))
  expect(outcomes.map(({ status }) => status)).toStrictEqual(['ok', 'failed', 'ok'])
})

test('repeats of one change are one to a receiver that looks at ids', async () => {
  const items = writes({ id: 'A' })
  receiver.next({ kind: 'reset', when: 'after' })
  await expect(send(contextOf(), items)).rejects.toThrow('fetch failed')
  await send(contextOf(), items)
  expect(receiver.held()).toMatchObject([{ key: 'A', times: 1 }])
})

test('after a break in the middle of several requests, what was told before stays told', async () => {
  receiver.next({ kind: 'status', status: 202 }, { kind: 'status', status: 429, retryAfter: 9 })
  expect(await send(contextOf(), writes({ id: 'A' }, { id: 'B' }))).toStrictEqual([
    { status: 'ok' },
    { status: 'untouched', afterMs: 9000 },
  ])
})

test('several items share a request, and deletions stand among them', async () => {
  const batch = contextOf({ batchSize: 2, body: 'envelope', deletes: 'field' })
  await send(batch, [...writes({ name: 'A' }, { name: 'B' }), deletion('k1')])
  expect(receiver.requests).toHaveLength(2)
  expect(receiver.held()).toStrictEqual([{ key: 'k2', body: { name: 'B' }, times: 1 }])
})

test('nothing of a person that was deleted is told', async () => {
  const batch = contextOf({ body: 'envelope', deletes: 'field' })
  await send(batch, [deletion('k1')])
  expect(receiver.requests[0]?.body).not.toContain('Anna')
})

test('a deletion by its method empties the address of the item', async () => {
  const own = contextOf({ url: `${receiver.url}/orders/{key}`, method: 'PUT', deletes: 'method' })
  await send(own, writes({ total: 1 }))
  expect(receiver.held()).toMatchObject([{ key: 'k1' }])
  await send(own, [deletion('k1')])
  expect(receiver.held()).toStrictEqual([])
})

test('secret headers go out with every request', async () => {
  await receiver.close()
  receiver = await startReceiver({ authorization: 'Bearer abc' })
  const known = contextOf({ headers: { Authorization: 'Bearer abc' } })
  expect(await send(known, writes({ id: 'A' }))).toStrictEqual([{ status: 'ok' }])
  const unknown = contextOf({ headers: { Authorization: 'Bearer xyz' } })
  expect(await send(unknown, writes({ id: 'A' }))).toMatchObject([{ fault: { kind: 'auth' } }])
})
