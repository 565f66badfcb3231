import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import {
  endSyncRun,
  lastFirings,
  openSyncRuns,
  pauseConnection,
  readSchedules,
} from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { applySchedules, tickSchedules } from './schedule-ticks.ts'

let installation: ScriptedInstallation
beforeEach(async () => {
  installation = await scriptedInstallation()
})
afterEach(() => installation.close())

const at = (text: string) => Date.parse(text)

function hostAt(now: number, connection: Partial<Connection>) {
  const shop = { ...shopConnection(scriptedShop(0)), ...connection }
  return { ...installation.installation([shop], []), now: () => now }
}

const tick = (now: string) => tickSchedules(installation.store, at(now))
const runs = () => installation.store.read((dialect, org) => openSyncRuns(dialect, org, 'shop'))
const firings = () =>
  installation.store.read((dialect, org) => lastFirings(dialect, org, 'shop', 10))
const nextAt = async () => {
  const [schedule] = await installation.store.read((dialect, org) => readSchedules(dialect, org))
  return schedule?.nextAt
}
async function endRuns(): Promise<void> {
  for (const { id, connection } of await runs())
    await installation.store.write((dialect, org) =>
      endSyncRun(dialect, org, { id, connection, ok: true, report: '{}', now: 0 }),
    )
}

const nightly = { schedule: '30 2 * * *', timeZone: 'Europe/Copenhagen' }

test('a slot is met once, however many tick at the same time', async () => {
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), nightly))
  const ticks = await Promise.all(Array.from({ length: 4 }, () => tick('2026-11-25T01:30:00Z')))
  expect(ticks.flat()).toHaveLength(1)
  expect(await runs()).toMatchObject([{ cause: 'schedule', streams: undefined }])
  expect(await firings()).toHaveLength(1)
})

test('before its slot nothing is begun', async () => {
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), nightly))
  expect(await tick('2026-11-25T01:29:59Z')).toStrictEqual([])
})

test.each([
  ['the clocks go back', '2026-10-24T12:00:00Z', ['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']],
  [
    'the clocks go forward',
    '2026-03-28T12:00:00Z',
    ['2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z'],
  ],
])(
  'in the night in which %s a slot is met once, with two that tick',
  async (_night, from, slots) => {
    await applySchedules(hostAt(at(from), nightly))
    const last = at(slots[1] ?? '') + 60_000
    for (let now = at(from); now <= last; now += 600_000) {
      const instant = new Date(now).toISOString()
      await Promise.all([tick(instant), tick(instant)])
      await endRuns()
    }
    const met = (await firings()).map(({ slot }) => slot)
    expect(met).toStrictEqual(slots.map(at).toReversed())
  },
)

test('of slots that were missed the latest is met, once, and it says so', async () => {
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), nightly))
  const [fired] = await tick('2026-11-28T12:00:00Z')
  expect(fired).toMatchObject({
    slot: at('2026-11-28T01:30:00Z'),
    note: 'Those from 2026-11-25T01:30:00.000Z on were missed; this one stands for them.',
  })
  expect([await runs(), await nextAt()]).toMatchObject([[{}], at('2026-11-29T01:30:00Z')])
})

test('while the connection is still being read none is begun, and it is noted', async () => {
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), nightly))
  const [first] = await tick('2026-11-25T01:30:00Z')
  const [second] = await tick('2026-11-26T01:30:00Z')
  expect(second).toMatchObject({
    run: null,
    note: `The run ${first?.run} still went on, so none was begun.`,
  })
  expect(await runs()).toHaveLength(1)
})

test('a schedule that did not change keeps the slot that was missed while nobody served', async () => {
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), nightly))
  await applySchedules(hostAt(at('2026-11-25T12:00:00Z'), nightly))
  expect(await nextAt()).toBe(at('2026-11-25T01:30:00Z'))
})

test('a rule that changed begins anew', async () => {
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), nightly))
  await applySchedules(hostAt(at('2026-11-25T12:00:00Z'), { schedule: '0 15 * * *' }))
  expect(await nextAt()).toBe(at('2026-11-25T15:00:00Z'))
})

test('a schedule that was taken out of the configuration is forgotten', async () => {
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), nightly))
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), {}))
  expect(await tick('2026-11-25T01:30:00Z')).toStrictEqual([])
})

test('a slot of a paused connection begins nothing, and it is noted', async () => {
  await applySchedules(hostAt(at('2026-11-25T00:00:00Z'), nightly))
  const pause = { connection: 'shop', pausedAt: 0, pausedBy: 'staff' }
  await installation.store.write((dialect, org) => pauseConnection(dialect, org, pause))
  const [fired] = await tick('2026-11-25T01:30:00Z')
  expect(fired).toMatchObject({
    run: null,
    note: 'The connection is paused, so nothing was read.',
  })
  expect(await runs()).toStrictEqual([])
})
