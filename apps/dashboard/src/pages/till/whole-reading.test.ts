import { expect, test } from 'vitest'
import type { Run } from '../../api/answers.ts'
import { lastWholeReading } from './whole-reading.ts'

const stream = { stream: 'orders', read: 40, written: 1, deleted: 0, rejected: 0, durationMs: 9 }
const run: Run = {
  id: 'a',
  connection: 'till',
  streams: null,
  full: true,
  cause: 'person',
  status: 'ended',
  queuedAt: '2026-11-25T10:00:00.000Z',
  startedAt: '2026-11-25T10:00:00.000Z',
  endedAt: '2026-11-25T10:01:00.000Z',
  ok: true,
  report: { ok: true, runs: [stream, { ...stream, stream: 'products', read: 2 }] },
}

test('the newest reading of everything tells how long it takes, and how much there is', () => {
  const older = { ...run, id: 'b', endedAt: '2026-11-25T11:00:00.000Z' }
  expect(lastWholeReading([run, older])).toStrictEqual({ tookMs: 60_000, records: 42 })
})

test.for([
  ['is under way', { status: 'running', endedAt: null, ok: null, report: null }],
  ['reads what is new alone', { full: false }],
  ['reads some of it', { streams: ['orders'] }],
  ['failed', { ok: false }],
] as const)('a run that %s tells nothing of it', ([, other]) => {
  expect(lastWholeReading([{ ...run, ...other } as Run])).toBeUndefined()
})
