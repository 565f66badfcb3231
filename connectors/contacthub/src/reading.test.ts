import type { Entry } from '@cartograph/core'
import {
  startContacthub,
  type ContacthubOptions,
  type SimulatedContacthub,
} from '@cartograph/simulators/contacthub'
import { readStream, type Reading } from '@cartograph/testkit/reading'
import { expect, onTestFinished, test } from 'vitest'
import { contacthub } from './connector.ts'
import { testContext, type Given } from './testing/context.ts'
import { customerOf } from './testing/items.ts'
import { feed } from './updates.ts'
import { writeCustomers } from './write-customers.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

async function opened(options: ContacthubOptions = {}, given: Given = {}) {
  let now = Date.UTC(2026, 10, 1, 12)
  const hub = await startContacthub({ now: () => now, ...options })
  onTestFinished(() => hub.close())
  const settings = { readsEvents: true, readsUpdates: true, eventsSince: '2026-10-20', ...given }
  const read = (name: 'customers' | 'events', before?: Reading) => {
    const context = testContext(hub, settings)
    const stream = contacthub.parts({ config: context.config, found: null }).streams?.[name]
    if (stream === undefined) throw new Error(`No stream ${name}.`)
    return readStream(context, stream, before)
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { hub, read, pass, now: () => now }
}

function made({ admin }: SimulatedContacthub, count: number): readonly string[] {
  return Array.from({ length: count }, () => admin.addCustomer({ base: {} }))
}

test('lists lag by a minute: what changed in it is found by the next run', async () => {
  const { hub, read, pass } = await opened({ searchLagMs: minuteMs }, { searchLagMs: minuteMs })
  const [first = ''] = made(hub, 3)
  const none = await read('customers')
  expect(none.rows.size).toBe(0)
  pass(minuteMs)
  const three = await read('customers', none)
  expect(three.rows.size).toBe(3)
  pass(1)
  hub.admin.changeCustomer(first, { extended: { tier: 'gold' } })
  const stale = await read('customers', three)
  expect(stale.rows.get(first)).toMatchObject({ extended: null })
  pass(minuteMs)
  const fresh = await read('customers', stale)
  expect(fresh.rows.get(first)).toMatchObject({ extended: { tier: 'gold' } })
})

test('where the workspace refuses to order by the last change all customers are read each time', async () => {
  const options = { unknowns: { queriesUpdatedAt: false } } as const
  const refused = await opened(options)
  made(refused.hub, 1)
  await expect(refused.read('customers')).rejects.toMatchObject({
    kind: 'contract',
    message: expect.stringMatching(/updatedAt is not supported/),
  })
  const { hub, read } = await opened(options, { customerChanges: 'none' })
  const ids = made(hub, 70)
  const before = await read('customers')
  hub.admin.changeCustomer(ids[0] ?? '', { extended: { tier: 'gold' } })
  const after = await read('customers', before)
  expect([after.rows.size, after.rows.get(ids[0] ?? '')]).toMatchObject([
    70,
    { extended: { tier: 'gold' } },
  ])
})

test('customers of another node are not there', async () => {
  const { hub } = await opened()
  const context = testContext(hub, { nodeId: 'b0000000-0000-4000-8000-000000000009' })
  const { customers } = contacthub.parts({ config: context.config, found: null }).streams ?? {}
  const [id = ''] = made(hub, 1)
  expect(await customers?.get?.read(context, [[id]])).toStrictEqual([null])
})

test('events are read day by day, more than a page of one instant too, and told late are found by looking back', async () => {
  const { hub, read, pass, now } = await opened()
  const at = (date: number) => hub.admin.addEvent({ type: 'loggedIn', context: 'WEB', date })
  const ids = Array.from({ length: 70 }, () => at(now() - 3 * dayMs))
  const before = await read('events')
  expect([...before.rows.keys()].toSorted()).toStrictEqual(ids.toSorted())
  pass(dayMs)
  const late = at(now() - 2 * dayMs)
  const tooLate = at(now() - 5 * dayMs)
  const { rows } = await read('events', before)
  expect([rows.has(late), rows.has(tooLate)]).toStrictEqual([true, false])
})

async function entriesOf(
  hub: SimulatedContacthub,
  from: Parameters<typeof feed.read>[1],
  given: Given,
) {
  const entries: Entry[] = []
  for await (const page of feed.read(testContext(hub, given, ['customers', 'events']), from))
    entries.push(...page.items)
  return entries
}

test.each(['partial', 'id'] as const)(
  'updates say which records to look at, and which are gone, though they show %s of them',
  async (updateData) => {
    const { hub } = await opened({ unknowns: { updateData } })
    const [gone = ''] = made(hub, 600)
    const from = await feed.start(testContext(hub))
    const [fresh = ''] = made(hub, 1)
    const event = hub.admin.addEvent({ type: 'loggedIn', context: 'WEB', date: 1 })
    hub.admin.removeCustomer(gone)
    expect(await entriesOf(hub, from, {})).toStrictEqual([
      { op: 'refresh', stream: 'customers', key: [fresh] },
      { op: 'delete', stream: 'customers', key: [gone] },
      { op: 'refresh', stream: 'events', key: [event] },
    ])
  },
)

test('our own writes that come back in the updates are passed over, those of others are looked at', async () => {
  const { hub } = await opened({ unknowns: { updateData: 'whole' } })
  const from = await feed.start(testContext(hub))
  await writeCustomers(testContext(hub), [customerOf()])
  const [other = ''] = made(hub, 1)
  hub.admin.addEvent({
    type: 'loggedIn',
    context: 'WEB',
    date: 1,
    properties: { extraProperties: { cartographKey: 'order/1' } },
  })
  expect(await entriesOf(hub, from, { sourceId: hub.source.id })).toStrictEqual([
    { op: 'refresh', stream: 'customers', key: [other] },
  ])
  expect(await entriesOf(hub, from, {})).toHaveLength(2)
})

test('an erasure finds a customer by the address and by what was sent, and looks once more', async () => {
  const { hub } = await opened()
  const byAddress = hub.admin.addCustomer({ base: { contacts: { email: 'giulia@example.com' } } })
  const sent = hub.admin.addCustomer({ externalId: 'shop:7' })
  const [other = ''] = made(hub, 1)
  const erase = () =>
    contacthub.erase?.(
      testContext(hub, { searchLagMs: minuteMs }),
      { email: 'giulia@example.com' },
      { customers: [['shop:7']] },
    )
  expect(await erase()).toMatchObject({ status: 'pending', afterMs: minuteMs })
  expect(await erase()).toStrictEqual({ status: 'ok' })
  const present = (id: string) => hub.workspace.customers.get(id)?.at(-1)?.customer !== undefined
  expect([byAddress, sent, other].map(present)).toStrictEqual([false, false, true])
})
