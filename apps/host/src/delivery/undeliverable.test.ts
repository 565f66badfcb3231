import type { JsonObject, Mapping } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appendChanges, entriesByKey, writeCommerce } from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
  type SinkBehaviour,
} from '../testing/scripted-sink.ts'

const mapping: Mapping = {
  id: 'order-item',
  from: { entity: 'order' },
  to: { connector: 'scripted-sink', sink: 'orders' },
  fields: { id: '$.id', total: '$.total' },
}

let host: ScriptedInstallation
let sink: ScriptedSink
beforeEach(async () => {
  host = await scriptedInstallation()
  sink = scriptedSink()
  await write('customer', 'shop:7', { email: 'ada@example.com', phone: '+4520123456' })
  await write('consent', 'shop:c1', said('granted', '2026-01-01'))
  await write('order', 'shop:1', { total: 100 })
})
afterEach(() => host.close())

const said = (state: string, day: string, email = 'ada@example.com') => ({
  email,
  channel: 'email',
  state,
  at: `${day}T00:00:00.000Z`,
})
const happened = (type: string, day: string, whom: JsonObject = { email: 'Ada@example.com' }) => ({
  type,
  at: `${day}T00:00:00.000Z`,
  ...whom,
})

async function write(entity: string, id: string, row: JsonObject) {
  const data = JSON.stringify({ id, connection: 'shop', ...row })
  await host.store.write(function* (dialect, org) {
    const after = [{ entity, id, data, hash: data }]
    const changes = yield* writeCommerce(dialect, org, 'shop', [{ before: [], after }], 0)
    yield* appendChanges(dialect, org, changes, 'live', 0)
  })
}

async function reasonFor(
  subject: ReturnType<NonNullable<SinkBehaviour['subject']>>,
): Promise<string | null | undefined> {
  await host.push(
    [sinkConnection(sink, { subject: () => subject })],
    [sinkDelivery({ mapping, consent: 'assumed' })],
  )
  const place = { connection: 'vendor', sink: 'orders' }
  const [entry] = await host.store.read((dialect, org) =>
    entriesByKey(dialect, org, place, ['["shop:1"]']),
  )
  return entry?.reason
}

const byEmail = { email: 'ada@example.com', needs: ['email'] } as const

test.each([
  ['email.hardBounced', 'Messages to this address come back.'],
  ['email.complained', 'Whoever has this address called a message unwanted.'],
])(
  'after %s nothing more is sent to the address, although a yes was said',
  async (type, reason) => {
    await write('event', 'mail:e1', happened(type, '2026-02-01'))
    expect(await reasonFor(byEmail)).toBe(reason)
    expect(sink.held.size).toBe(0)
  },
)

test.each([
  ['a soft bounce', happened('email.bounced', '2026-02-01'), byEmail],
  [
    'a text message that came back',
    happened('sms.hardBounced', '2026-02-01', { phone: '+4520123456' }),
    byEmail,
  ],
  [
    'a bounce of another address',
    happened('email.hardBounced', '2026-02-01', { email: 'old@example.com' }),
    byEmail,
  ],
])('%s keeps no mail from being sent', async (_what, event, subject) => {
  await write('event', 'mail:e1', event)
  expect(await reasonFor(subject)).toBeNull()
  expect(sink.held.size).toBe(1)
})

const reachesByEmail = { email: 'ada@example.com', reaches: ['email'] } as const

test('what needs no consent is not sent either to an address whose messages come back', async () => {
  await write('event', 'mail:e1', happened('email.hardBounced', '2026-02-01'))
  expect(await reasonFor(reachesByEmail)).toBe('Messages to this address come back.')
  await write('consent', 'shop:c2', said('granted', '2026-03-01'))
  expect(await reasonFor(reachesByEmail)).toBeNull()
})

test.each([
  ['a complaint', () => write('event', 'mail:e1', happened('email.complained', '2026-02-01'))],
  ['an opt-out', () => write('consent', 'shop:c2', said('withdrawn', '2026-02-01'))],
])('%s keeps back nothing that needs no consent', async (_what, happen) => {
  await happen()
  expect(await reasonFor(reachesByEmail)).toBeNull()
})

test('a bounce of an old address says nothing of the new one of the same customer', async () => {
  await write('customer', 'shop:7', { email: 'old@example.com' })
  await write(
    'event',
    'mail:e1',
    happened('email.hardBounced', '2026-02-01', { email: 'old@example.com' }),
  )
  expect(
    await reasonFor({ email: 'ada@example.com', customerId: 'shop:7', needs: ['email'] }),
  ).toBeNull()
})

test('who is known by an id alone is not sent to where their address bounced', async () => {
  await write('event', 'mail:e1', happened('email.hardBounced', '2026-02-01'))
  expect(await reasonFor({ customerId: 'shop:7', needs: ['email'] })).toBe(
    'Messages to this address come back.',
  )
})

test('a yes that is said after it counts again, and a no before it is told as such', async () => {
  await write('event', 'mail:e1', happened('email.hardBounced', '2026-02-01'))
  await write('consent', 'shop:c2', said('granted', '2026-03-01'))
  expect(await reasonFor(byEmail)).toBeNull()
  await write('consent', 'shop:c3', said('withdrawn', '2026-04-01'))
  await write('order', 'shop:1', { total: 200 })
  await write('event', 'mail:e2', happened('email.hardBounced', '2026-05-01'))
  expect(await reasonFor(byEmail)).toBe('The person does not want to be written to by e-mail.')
})

test('an address that bounces while rows wait stops what follows', async () => {
  expect(await reasonFor(byEmail)).toBeNull()
  await write('event', 'mail:e1', happened('email.complained', '2026-02-01'))
  await write('order', 'shop:1', { total: 200 })
  await reasonFor(byEmail)
  expect(sink.held.get('shop:1')?.total).toBe(100)
})

test('an address that a sink was refused for good is written to no more, whoever it is that asks', async () => {
  sink.script.push(() => [
    {
      status: 'failed',
      fault: { $fault: 'v1', kind: 'record', message: 'No such user.' },
      undeliverable: [{ email: 'ada@example.com' }],
    },
  ])
  expect(await reasonFor(reachesByEmail)).toBe('No such user.')
  await write('order', 'shop:1', { total: 200 })
  expect(await reasonFor(reachesByEmail)).toBe('Messages to this address come back.')
  expect(sink.calls).toBe(1)
})
