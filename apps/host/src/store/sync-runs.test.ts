import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { endSyncRun, lastSyncRuns, openSyncRuns, queueSyncRun, startSyncRun } from './index.ts'

let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
})
afterEach(() => host.close())

const queue = (id: string, now: number, connection = 'shop') =>
  host.store.write((dialect, org) =>
    queueSyncRun(
      dialect,
      org,
      {
        id,
        connection,
        streams: undefined,
        full: false,
        cause: 'person',
        attempt: 0,
        notBefore: now,
      },
      now,
    ),
  )
const finish = (id: string, connection = 'shop') =>
  host.store.write((dialect, org) =>
    endSyncRun(dialect, org, { id, connection, ok: true, report: '{}', now: 0 }),
  )
const open = async () => {
  const runs = await host.store.read((dialect, org) => openSyncRuns(dialect, org, 'shop'))
  return runs.map(({ id, status }) => [id, status])
}

test('runs that have not ended come in the order in which they were asked for', async () => {
  await queue('second', 2)
  await queue('first', 1)
  await host.store.write((dialect, org) => startSyncRun(dialect, org, 'first', 3))
  expect(await open()).toStrictEqual([
    ['first', 'running'],
    ['second', 'queued'],
  ])
})

test('the last hundred runs of each connection are remembered, and none that is open is forgotten', async () => {
  await queue('waits', 0)
  await queue('of the till', 0, 'till')
  await finish('of the till', 'till')
  for (let run = 1; run <= 105; run += 1) {
    await queue(`run ${run}`, run)
    await finish(`run ${run}`)
  }
  const runs = await host.store.read((dialect, org) => lastSyncRuns(dialect, org, 500))
  expect(runs).toHaveLength(102)
  expect(runs.map(({ id }) => id)).toContain('waits')
  expect(runs.map(({ id }) => id)).not.toContain('run 5')
})
