import type { Entry } from '@cartograph/core'
import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { testContext } from './testing/context.ts'
import { webhook } from './webhook.ts'

const start = Date.UTC(2026, 10, 1, 12)
let now = start

async function opened(options: HeyloyaltyOptions = {}) {
  now = start
  const account = await startHeyloyalty({ now: () => now, ...options })
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (piece) => {
      text += String(piece)
    })
    request.on('end', () => {
      bodies.push(text)
      response.end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await account.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return { account, bodies, url }
}
const request = (body: string) =>
  new Request('https://cartograph.example/hooks/abc', { method: 'POST', body })
const told = async (account: SimulatedHeyloyalty, bodies: readonly string[]) => {
  const all: Entry[] = []
  for (const body of bodies) {
    await webhook.verify(testContext(account), request(body), [])
    all.push(...(await webhook.parse(testContext(account), request(body))).entries)
  }
  return all
}
const typesOf = (entries: readonly Entry[]) =>
  entries.flatMap((entry) =>
    entry.op === 'upsert' && entry.stream === 'events'
      ? [(entry.row as Readonly<Record<string, unknown>>)['type']]
      : [],
  )
const rowsOf = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => (entry.op === 'upsert' ? [entry.row] : []))
const idsOf = (entries: readonly Entry[]) =>
  new Set(
    entries.flatMap((one) => (one.op === 'upsert' && one.stream === 'events' ? [one.id] : [])),
  )
const email = 'anna@shop.example'

test.each(['default', 'simplified'] as const)(
  'in the %s form opens, clicks, bounces and complaints are events of the model, with the address',
  async (form) => {
    const { account, bodies, url } = await opened({ unknowns: { webhookSignature: 'none' } })
    const { admin } = account
    account.webhooks.send({ url, form })
    const id = admin.addMember(1, { email })
    admin.opens(1, id)
    admin.clicks(1, id)
    admin.bounces(1, id)
    admin.complains(1, id)
    await account.webhooks.deliver()
    const entries = await told(account, bodies)
    expect(typesOf(entries)).toStrictEqual([
      'email.opened',
      'email.clicked',
      'email.hardBounced',
      'email.complained',
    ])
    expect(rowsOf(entries)).toMatchObject(rowsOf(entries).map(() => ({ email })))
    expect(rowsOf(entries)).toHaveLength(5)
  },
)

test('an unsubscribe is an opt-out at once, and looked at once more', async () => {
  const { account, bodies, url } = await opened()
  account.webhooks.send({ url, form: 'simplified' })
  const id = account.admin.addMember(1, { email })
  account.admin.unsubscribe(1, id)
  await account.webhooks.deliver()
  now += 60_000
  const entries = await told(account, bodies.slice(1))
  expect(entries.filter(({ stream }) => stream === 'optOuts')).toStrictEqual([
    {
      op: 'upsert',
      stream: 'optOuts',
      at: start,
      row: { id, list_id: 1, state: 'unsubscribed', email, at: '2026-11-01T12:00:00.000Z' },
    },
    { op: 'refresh', stream: 'optOuts', key: [id] },
  ])
})

test.each([
  ['default', 1, 2],
  ['simplified', 2, 2],
] as const)(
  'in the %s form two opens of one minute count %i times, and doubled webhooks add none',
  async (form, sameDay, nextDay) => {
    const { account, bodies, url } = await opened()
    account.webhooks.send({ url, form })
    const id = account.admin.addMember(1, { email })
    await account.webhooks.deliver()
    bodies.length = 0
    account.admin.opens(1, id)
    now += 1_000
    account.admin.opens(1, id)
    await account.webhooks.deliver({ doubled: true, late: true })
    const today = idsOf(await told(account, bodies))
    expect(today.size).toBe(sameDay)
    const before = [...bodies]
    bodies.length = 0
    now += 86_400_000
    if (form === 'default') account.admin.opens(1, id)
    await account.webhooks.deliver()
    const later = idsOf(await told(account, form === 'default' ? bodies : before))
    expect(new Set([...today, ...later]).size).toBe(nextDay)
  },
)

test('the trial of a new webhook is taken and tells nothing', async () => {
  const { account, bodies, url } = await opened()
  account.webhooks.send({ url })
  await account.webhooks.trial()
  expect(bodies).toHaveLength(1)
  expect(await told(account, bodies)).toStrictEqual([])
})

test('what is told of another list is passed over', async () => {
  const { account } = await opened()
  const body = JSON.stringify({ type: 'open', member_id: 'm', list_id: 99 })
  expect(await told(account, [body])).toStrictEqual([])
})

test.each(['', 'hello', '[]', '{"event":"open"}'])('%j is no webhook', async (body) => {
  const { account } = await opened()
  await expect(webhook.verify(testContext(account), request(body), [])).rejects.toMatchObject({
    kind: 'auth',
  })
})

test('one webhook is registered, found again in either form of the list, and taken back', async () => {
  for (const sublists of ['bare', 'named'] as const) {
    const { account, url } = await opened({ unknowns: { sublists } })
    const context = testContext(account)
    const first = await webhook.register?.(context, url, [])
    const again = await webhook.register?.(context, url, first ?? [])
    expect(again).toStrictEqual(first)
    expect(account.list.webhooks.size).toBe(1)
    await webhook.unregister?.(context, first ?? [])
    expect(account.list.webhooks.size).toBe(0)
  }
})

test('where the account makes no webhooks over the API, they are made by hand', async () => {
  const { account, url } = await opened({ unknowns: { sublists: 'missing' } })
  expect(await webhook.register?.(testContext(account), url, [])).toStrictEqual([])
})

test('without an address for errors webhooks are made by hand', async () => {
  const { account, url } = await opened()
  const context = testContext(account, { contactEmail: undefined })
  expect(await webhook.register?.(context, url, [])).toStrictEqual([])
  expect(account.asked).toStrictEqual([])
})
