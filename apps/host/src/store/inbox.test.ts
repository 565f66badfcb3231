import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  addWebhooks,
  countWebhooks,
  dueWebhooks,
  endWebhook,
  noteEntries,
  purgeInbox,
  seenEntries,
} from './index.ts'

let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
})
afterEach(() => host.close())

const place = { connection: 'shop', stream: 'orders' }

const add = (id: string, receivedAt: number, connection = 'shop') =>
  host.store.write((dialect, org) =>
    addWebhooks(dialect, org, [
      {
        id,
        connection,
        receivedAt,
        method: 'POST',
        target: '',
        headers: [],
        body: Buffer.from(id),
      },
    ]),
  )

const end = (id: string) =>
  host.store.write((dialect, org) =>
    endWebhook(dialect, org, { connection: 'shop', id }, { status: 'done' }),
  )

test('webhooks come back in the order in which they came, of their connection alone', async () => {
  await add('b', 2)
  await add('a', 1)
  await add('other', 1, 'till')
  const due = await host.store.read((dialect, org) => dueWebhooks(dialect, org, 'shop', 5, 10))
  expect(due.map(({ id, body }) => [id, Buffer.from(body).toString()])).toStrictEqual([
    ['a', 'a'],
    ['b', 'b'],
  ])
})

test('a webhook ends once', async () => {
  await add('a', 1)
  expect([await end('a'), await end('a')]).toStrictEqual([true, false])
})

test('what ended before the given instant is forgotten, what is open stays', async () => {
  for (const [id, at] of [
    ['old', 1],
    ['old and open', 1],
    ['new', 100],
  ] as const)
    await add(id, at)
  await end('old')
  await end('new')
  await host.store.write((dialect, org) => purgeInbox(dialect, org, 50))
  const counts = await host.store.read((dialect, org) => countWebhooks(dialect, org, 'shop'))
  expect(counts).toStrictEqual({ open: 1, done: 1 })
})

test('an id is remembered for its stream until it is purged', async () => {
  const note = (ids: readonly string[], now: number) =>
    host.store.write((dialect, org) => noteEntries(dialect, org, place, ids, now))
  await note(['e1'], 1)
  await note(['e1', 'e2'], 100)
  const seen = async (stream: string) =>
    host.store.read((dialect, org) =>
      seenEntries(dialect, org, { ...place, stream }, ['e1', 'e2', 'e3']),
    )
  expect([await seen('orders'), await seen('refunds')]).toStrictEqual([
    new Set(['e1', 'e2']),
    new Set(),
  ])
  await host.store.write((dialect, org) => purgeInbox(dialect, org, 50))
  expect(await seen('orders')).toStrictEqual(new Set(['e2']))
})
