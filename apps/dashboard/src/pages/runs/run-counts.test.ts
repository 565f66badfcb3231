import { expect, test } from 'vitest'
import type { Run } from '../../api/answers.ts'
import { countsOf, runMs } from './run-counts.ts'

const run: Run = {
  id: 'a',
  connection: 'shop',
  streams: null,
  full: false,
  cause: 'schedule',
  status: 'running',
  queuedAt: '2026-11-26T10:00:00.000Z',
  startedAt: '2026-11-26T10:00:01.000Z',
  endedAt: null,
  ok: null,
  report: null,
}
const now = Date.parse('2026-11-26T10:00:31.000Z')

test('a run that goes on has lasted until now, and one that ended until then', () => {
  expect([
    runMs(run, now),
    runMs({ ...run, endedAt: '2026-11-26T10:00:03.500Z' }, now),
    runMs({ ...run, startedAt: null }, now),
  ]).toStrictEqual([30_000, 2500, undefined])
})

test('what a run came to is the sum of its streams', () => {
  const stream = { stream: 'orders', read: 5, written: 3, deleted: 0, rejected: 1, durationMs: 10 }
  expect([countsOf(run), countsOf({ ...run, report: { runs: [stream, stream] } })]).toStrictEqual([
    undefined,
    { read: 10, written: 6, rejected: 2 },
  ])
})
