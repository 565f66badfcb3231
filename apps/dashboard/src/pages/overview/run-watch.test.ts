import { expect, test } from 'vitest'
import { afterEvent, beginning, readSoFar, shareDone, type StreamProgress } from './run-watch.ts'

const progress = (told: StreamProgress) => ({ event: 'progress', data: JSON.stringify(told) })
const orders = { stream: 'orders', read: 100, estimate: 400, slicesDone: 0, slices: 1 }

test('each stream is as it was told of last', () => {
  const told = [orders, { ...orders, read: 300 }, { ...orders, stream: 'tags', read: 7 }]
  const run = told.map(progress).reduce(afterEvent, beginning)
  expect(readSoFar(run)).toBe(307)
})

test('how far a run is, is the mean of its streams', () => {
  const done = { stream: 'tags', read: 7, slicesDone: 1, slices: 1 }
  expect(shareDone([orders, done].map(progress).reduce(afterEvent, beginning))).toBe(0.625)
})

test('where nobody guessed how many there are, nobody knows how far it is', () => {
  const { estimate: _estimate, ...unknown } = orders
  expect(shareDone(afterEvent(beginning, progress(unknown)))).toBeUndefined()
})

test('more than was guessed is not more than all', () => {
  expect(shareDone(afterEvent(beginning, progress({ ...orders, read: 500 })))).toBe(1)
})

test('a report ends it, and what is not known changes nothing', () => {
  const run = afterEvent(beginning, { event: 'report', data: '{"ok":true,"runs":[]}' })
  expect(afterEvent(run, { event: 'other', data: '1' })).toStrictEqual({
    streams: new Map(),
    report: { ok: true, runs: [] },
  })
})
