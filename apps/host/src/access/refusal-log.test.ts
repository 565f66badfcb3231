import { expect, onTestFinished, test } from 'vitest'
import type { Store } from '../store/index.ts'
import type { LogLine } from '../telemetry/index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { auditPage } from './audit-page.ts'
import { refusalLog } from './refusal-log.ts'

const actor = { kind: 'token', id: 't1', name: 'crm' } as const
const refusal = { actor, route: 'GET /api/runs', why: 'permission runs:read' }

async function scene() {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const { store } = installation
  const time = { now: Date.UTC(2026, 10, 25, 12) }
  const writes: number[] = []
  const write: Store['write'] = (work) => {
    writes.push(time.now)
    return store.write(work)
  }
  const log = refusalLog({ store: { ...store, write }, now: () => time.now, log: () => {} })
  const entries = async () =>
    (await store.read((dialect, org) => auditPage(dialect, org, { limit: 50 }))).entries
  return { store, time, writes, log, entries }
}

test('the same refusal is one entry a day, with how often it was and when last', async () => {
  const { log, time, entries } = await scene()
  for (let second = 0; second < 500; second += 1) {
    await log.add(refusal)
    time.now += 1000
  }
  await log.flush()
  expect(await entries()).toStrictEqual([
    {
      id: 'day 2026-11-25 token t1 request.refuse GET /api/runs  permission runs:read',
      at: '2026-11-25T12:00:00.000Z',
      actor: { kind: 'token', id: 't1', name: 'crm' },
      action: 'request.refuse',
      target: 'GET /api/runs',
      node: null,
      outcome: 'permission runs:read',
      count: 500,
      lastAt: '2026-11-25T12:08:19.000Z',
    },
  ])
})

test('the first is written at once, and repeated ones once a minute', async () => {
  const { log, time, writes, entries } = await scene()
  await log.add(refusal)
  expect((await entries()).map(({ count }) => count)).toStrictEqual([1])
  for (let second = 0; second < 179; second += 1) {
    time.now += 1000
    await log.add(refusal)
  }
  expect(writes).toHaveLength(3)
})

test('another token, route, reason, node or day is another entry', async () => {
  const { log, time, entries } = await scene()
  await log.add(refusal)
  await log.add({ ...refusal, actor: { kind: 'nobody' } })
  await log.add({ ...refusal, route: 'GET /api/served' })
  await log.add({ ...refusal, why: 'node' })
  await log.add({ ...refusal, node: 'denmark' })
  time.now += 86_400_000
  await log.add(refusal)
  expect(await entries()).toHaveLength(6)
})

test('two hosts that share a store add to one entry', async () => {
  const { log, store, time, entries } = await scene()
  const other = refusalLog({ store, now: () => time.now, log: () => {} })
  await log.add(refusal)
  await other.add(refusal)
  expect((await entries()).map(({ count }) => count)).toStrictEqual([2])
})

function refuse(): Promise<never> {
  return Promise.reject(new Error('the disk is full'))
}

test('a store that cannot be written to refuses nobody more, and the log tells of it', async () => {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const lines: LogLine[] = []
  const log = refusalLog({
    store: { ...installation.store, write: refuse },
    now: () => 0,
    log: (line) => lines.push(line),
  })
  await log.add(refusal)
  expect(lines).toStrictEqual([
    {
      level: 'error',
      message: 'Refused requests are missing from the audit log: the disk is full',
      fields: { requests: 1 },
    },
  ])
})
