import { expect, test } from 'vitest'
import { standingOf } from './stream-standing.ts'

const lastRun = { startedAt: 1000, endedAt: 2000, fault: undefined }
const read = { now: 10_000, lastRun, completeTo: 1000, nextAt: undefined }

test.each([
  ['never', { ...read, lastRun: undefined }],
  ['loading', { ...read, completeTo: undefined }],
  ['healthy', read],
  ['healthy', { ...read, nextAt: 9000 }],
  ['delayed', { ...read, nextAt: 9000, now: 3_600_000 }],
  ['failing', { ...read, lastRun: { ...lastRun, fault: { kind: 'transient' } } }],
  [
    'authExpired',
    { ...read, lastRun: { ...lastRun, fault: { kind: 'auth' } }, completeTo: undefined },
  ],
  ['paused', { ...read, isPaused: true, lastRun: undefined }],
] as const)('a stream is called %s', (standing, { lastRun: run, ...times }) => {
  expect(standingOf({ ...times, ...(run !== undefined && { lastRun: run }) })).toBe(standing)
})
