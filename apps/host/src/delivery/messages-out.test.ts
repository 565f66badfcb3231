import { connectorConnection } from '../testing/connector-connection.ts'
import { slack } from '@cartograph/connector-slack'
import { smtp } from '@cartograph/connector-smtp'
import { webhook } from '@cartograph/connector-webhook'
import type { Mapping } from '@cartograph/core'
import { startSlack, type SimulatedSlack } from '@cartograph/simulators/slack'
import { startMailServer, type SimulatedMailServer } from '@cartograph/simulators/smtp'
import { startReceiver, type WebhookReceiver } from '@cartograph/simulators/webhook-receiver'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Connection, Delivery } from '../config/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { sinkDelivery } from '../testing/scripted-sink.ts'

const orders = 12
let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
  await host.sync(shopConnection(scriptedShop(orders)))
})
afterEach(() => host.close())

const briefly = { longestWaitMs: 0 }

function deliveryTo(connector: string, sink: string, fields: Mapping['fields']): Delivery {
  const mapping: Mapping = {
    id: 'order-out',
    from: { entity: 'order' },
    to: { connector, sink },
    fields: { key: '$.id', ...fields },
  }
  return sinkDelivery({ sink, mapping })
}

/** Each push comes ten minutes after the one before: whoever asked to be left alone for a while was. */
let pushes = 0
const push = (connection: Connection, delivery: Delivery, options: object = briefly) => {
  pushes += 1
  const aheadMs = pushes * 600_000
  const clock = { now: () => Date.now() + aheadMs, raise: () => {}, leadMs: () => 0 }
  return host.push([connection], [delivery], { waits: noWaits, clock }, options)
}
/** Pushes until nothing is left, a few times at most; gives back what was noted on the way. */
async function pushAll(connection: Connection, delivery: Delivery): Promise<string> {
  const notes: string[] = []
  for (let round = 0; round < 10; round += 1) {
    const { ok, runs } = await push(connection, delivery)
    for (const run of runs) notes.push(...run.notes)
    if (ok) break
  }
  return notes.join(' ')
}

async function receiverOf(): Promise<WebhookReceiver> {
  const receiver = await startReceiver()
  onTestFinished(() => receiver.close())
  return receiver
}
const toReceiver = (receiver: WebhookReceiver, more: object = {}) =>
  connectorConnection(webhook, { url: `${receiver.url}/hook`, timeoutMs: 1000, ...more })
const postsTo = ({ requests }: WebhookReceiver) =>
  requests.filter(({ method }) => method === 'POST').length
const toWebhook = deliveryTo('webhook', 'items', { body: { id: '$.id', total: '$.total' } })
const eachOnce = Array.from({ length: orders }, () => 1)

test('a receiver that looks at ids takes each order once, whatever becomes of the answers', async () => {
  const receiver = await receiverOf()
  receiver.next(
    { kind: 'reset', when: 'after' },
    { kind: 'silence' },
    { kind: 'truncated' },
    { kind: 'status', status: 503 },
    { kind: 'reset', when: 'before' },
    { kind: 'status', status: 429, retryAfter: 0 },
    { kind: 'reset', when: 'after' },
    { kind: 'reset', when: 'after' },
    { kind: 'reset', when: 'after' },
    { kind: 'reset', when: 'after' },
    { kind: 'reset', when: 'after' },
  )
  await pushAll(toReceiver(receiver), toWebhook)
  expect(receiver.held().map(({ times }) => times)).toStrictEqual(eachOnce)
  expect(postsTo(receiver)).toBeGreaterThan(orders)
})

test('a push that is interrupted while the receiver works is gone on with, and doubles nothing', async () => {
  const receiver = await receiverOf()
  receiver.next({ kind: 'status', status: 200 }, { kind: 'silence' })
  const off = new AbortController()
  const patient = toReceiver(receiver, { timeoutMs: 20_000 })
  const interrupted = push(patient, toWebhook, { ...briefly, signal: off.signal })
  await expect.poll(() => postsTo(receiver), { timeout: 5_000 }).toBe(2)
  off.abort()
  expect((await interrupted).ok).toBe(false)
  await pushAll(toReceiver(receiver), toWebhook)
  // The first was answered and not taken by the double.
  expect(receiver.held().map(({ times }) => times)).toStrictEqual(eachOnce.slice(1))
})

test('several orders in a request are taken once each, too', async () => {
  const receiver = await receiverOf()
  receiver.next({ kind: 'reset', when: 'after' }, { kind: 'reset', when: 'after' })
  const batches = toReceiver(receiver, { batchSize: 5, body: 'envelope' })
  await pushAll(batches, toWebhook)
  expect(receiver.held().map(({ times }) => times)).toStrictEqual(eachOnce)
})

test.each([
  [{ kind: 'status', status: 410 }, 'config', 'The receiver is gone for good (410)'],
  [{ kind: 'status', status: 401 }, 'auth', 'The receiver does not accept who sends (401).'],
  [
    { kind: 'status', status: 302, location: 'https://elsewhere.example/login' },
    'config',
    'redirects to https://elsewhere.example',
  ],
] as const)('after %j the delivery stops, and nothing is lost', async (mishap, kind, message) => {
  const receiver = await receiverOf()
  receiver.always(mishap)
  expect(await push(toReceiver(receiver), toWebhook)).toMatchObject({
    runs: [
      {
        failed: 0,
        unknown: 0,
        remaining: orders,
        fault: { kind, message: expect.stringContaining(message) as string },
      },
    ],
  })
  expect(postsTo(receiver)).toBeLessThanOrEqual(1)
  receiver.always(undefined)
  await pushAll(toReceiver(receiver), toWebhook)
  expect(receiver.held().map(({ times }) => times)).toStrictEqual(eachOnce)
})

async function workspaceOf(scopes: readonly string[] = ['chat:write']): Promise<SimulatedSlack> {
  const workspace = await startSlack({ scopes })
  onTestFinished(() => workspace.close())
  return workspace
}
const toWorkspace = ({ token, apiBase }: SimulatedSlack, more: object = {}) =>
  connectorConnection(slack, { token, apiBase, channel: 'C0ORDERS01', backfill: 'send', ...more })
const toSlack = deliveryTo('slack', 'messages', { text: { $concat: ['Order ', '$.id'] } })
const textsOf = ({ messages }: SimulatedSlack) => messages.map(({ text }) => text).toSorted()
const allTexts = Array.from(
  { length: orders },
  (_none, index) => `Order shop:${index + 1}`,
).toSorted()

test('a message whose posting nobody saw is not posted again, and the run says so', async () => {
  const workspace = await workspaceOf()
  workspace.next({ kind: 'reset', when: 'after' }, { kind: 'truncated' })
  const connection = toWorkspace(workspace)
  expect(await pushAll(connection, toSlack)).toContain('2 items whose outcome nobody saw')
  expect(textsOf(workspace)).toStrictEqual(allTexts)
})

test('an app that may read posts what was not posted, and nothing twice', async () => {
  const workspace = await workspaceOf(['chat:write', 'channels:history'])
  workspace.next(
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 429, retryAfter: 0 },
    { kind: 'error', name: 'internal_error' },
  )
  const connection = toWorkspace(workspace, { readsHistory: true })
  await pushAll(connection, toSlack)
  expect(textsOf(workspace)).toStrictEqual(allTexts)
})

test('a token that was revoked in the middle keeps what is left for the next one', async () => {
  const workspace = await workspaceOf()
  workspace.next(
    { kind: 'status', status: 429, retryAfter: 0 },
    { kind: 'error', name: 'token_revoked' },
  )
  const connection = toWorkspace(workspace)
  const stopped = await push(connection, toSlack)
  expect(stopped.runs[0]).toMatchObject({ failed: 0, fault: { kind: 'auth' } })
  await pushAll(connection, toSlack)
  expect(textsOf(workspace)).toStrictEqual(allTexts)
})

async function mailServerOf(): Promise<SimulatedMailServer> {
  const server = await startMailServer({ tls: 'never' })
  onTestFinished(() => server.close())
  return server
}
const toServer = ({ host: name, port, user, password }: SimulatedMailServer, more: object = {}) =>
  connectorConnection(
    smtp,
    {
      host: name,
      port,
      user,
      password,
      encryption: 'none',
      from: 'orders@shop.example',
      backfill: 'send',
      ...more,
    },
    { needs: ['connect'] },
  )
const toMail = deliveryTo('smtp', 'mails', {
  to: ['anna@shop.example'],
  subject: { $concat: ['Order ', '$.id'] },
  text: 'Thank you.',
})
const subjectsOf = ({ mails }: SimulatedMailServer) =>
  mails.flatMap(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? []).toSorted()

test.each([1, 5])(
  'whatever a mail server does, each mail comes once (%i in a connection)',
  async (mailsPerConnection) => {
    const server = await mailServerOf()
    server.weather.greylist(true)
    server.weather.next(
      { kind: 'cut', at: 'recipient' },
      { kind: 'reply', at: 'mail', code: 421 },
      { kind: 'cut', at: 'dot' },
      { kind: 'hangUp' },
      { kind: 'reply', at: 'dot', code: 451 },
      { kind: 'reply', at: 'auth', code: 454 },
      { kind: 'cut', at: 'dot' },
    )
    const connection = toServer(server, { mailsPerConnection })
    await pushAll(connection, toMail)
    expect(subjectsOf(server)).toStrictEqual(allTexts)
  },
)

test('a mail server that is not there loses no mail', async () => {
  const server = await mailServerOf()
  const connection = toServer(server)
  await server.close()
  expect(await push(connection, toMail)).toMatchObject({
    runs: [
      {
        failed: 0,
        unknown: 0,
        remaining: orders,
        fault: {
          kind: 'transient',
          message: expect.stringContaining('accepts no connections') as string,
        },
      },
    ],
  })
})
