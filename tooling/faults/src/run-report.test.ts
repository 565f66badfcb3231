import { expect, test } from 'vitest'
import { reportOf, reportText } from './run-report.ts'

const stream = { requests: 3, retried: 1, deleted: 2, rejected: 0, notes: [] }
const output = `shop: a warning
${JSON.stringify({
  ok: false,
  runs: [
    { ...stream, stream: 'orders', notes: ['a note'] },
    { ...stream, stream: 'refunds', fault: { kind: 'transient', message: 'It broke.' } },
  ],
})}
`

test('the report is found among other words, and adds up the streams', () => {
  expect(reportOf({ output })).toStrictEqual({
    requests: 6,
    retried: 2,
    deleted: 4,
    rejected: 0,
    failed: ['refunds (transient: It broke.)'],
    notes: ['orders: a note'],
  })
})

test('a run that was killed has told nothing', () => {
  expect(reportOf({ output: 'shop: a warning\n' })).toBeUndefined()
})

test('a report is told in one line', () => {
  const report = reportOf({ output })
  expect(report && reportText(report)).toBe(
    '6 requests, 2 retried, 4 deleted, 1 streams stopped: refunds (transient: It broke.); orders: a note',
  )
})
