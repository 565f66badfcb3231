import type { Mapping } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  appendChanges,
  profileConnection,
  writeCommerce,
  writeProfileRows,
} from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  scriptedSink,
  sinkConnection,
  sinkDelivery,
  type ScriptedSink,
} from '../testing/scripted-sink.ts'

/** The visits of those who have an address. */
const mapping: Mapping = {
  id: 'profile-item',
  from: { entity: 'profile' },
  to: { connector: 'scripted-sink', sink: 'orders' },
  when: { $not: { $isMissing: '$.email' } },
  fields: { id: '$.email', total: '$.extended.visits' },
}

let host: ScriptedInstallation
let sink: ScriptedSink
beforeEach(async () => {
  host = await scriptedInstallation()
  sink = scriptedSink()
})
afterEach(() => host.close())

const push = () =>
  host.push(
    [
      sinkConnection(sink, {
        subject: ({ id }) => ({ email: id, needs: ['email'] }),
      }),
    ],
    [sinkDelivery({ from: 'profile', mapping, consent: 'assumed' })],
  )

async function write(rows: Readonly<Record<string, object>>, gone: readonly string[] = []) {
  await host.store.write(function* (dialect, org) {
    const made = Object.entries(rows).map(([id, row]) => {
      const data = JSON.stringify({ id, connection: profileConnection, ...row })
      return { id, data, hash: data }
    })
    const changes = yield* writeProfileRows(dialect, org, { rows: made, gone }, 0)
    yield* appendChanges(dialect, org, changes, 'live', 0)
  })
}

test('profiles are sent like orders: each change once, and none that the mapping leaves out', async () => {
  await write({
    ida: { email: 'ida@example.com', extended: { visits: 2 } },
    nobody: { extended: { visits: 1 } },
  })
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1 }] })
  expect([...sink.held]).toStrictEqual([['ida@example.com', { id: 'ida@example.com', total: 2 }]])
  expect(await push()).toMatchObject({ runs: [{ sent: 0, changes: 0 }] })
})

test('who is merged away is taken out of the sink, and who stays is sent as they are now', async () => {
  await write({
    ida: { email: 'ida@example.com', extended: { visits: 1 } },
    per: { email: 'per@example.com', extended: { visits: 1 } },
  })
  await push()
  await write({ ida: { email: 'ida@example.com', extended: { visits: 2 } } }, ['per'])
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 1, deleted: 1 }] })
  expect([...sink.held.values()]).toStrictEqual([{ id: 'ida@example.com', total: 2 }])
})

test('an opt-out counts for profiles as for orders', async () => {
  await write({ ida: { email: 'ida@example.com', extended: { visits: 1 } } })
  const data = JSON.stringify({
    email: 'ida@example.com',
    channel: 'email',
    state: 'withdrawn',
    at: '2026-01-01T00:00:00.000Z',
  })
  await host.store.write(function* (dialect, org) {
    const after = [{ entity: 'consent', id: 'shop:c1', data, hash: data }]
    const changes = yield* writeCommerce(dialect, org, 'shop', [{ before: [], after }], 0)
    yield* appendChanges(dialect, org, changes, 'live', 0)
  })
  expect(await push()).toMatchObject({ ok: true, runs: [{ sent: 0, skipped: 1 }] })
})
