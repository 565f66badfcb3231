import { expect, test } from 'vitest'
import { reportText } from './report.ts'

test('the table counts, and gives the reason of what does not apply', () => {
  const check = { group: 'Sink', durationMs: 1 } as const
  const mismatch = { expected: 'a', happened: 'b', mend: 'c' }
  const results = [
    { ...check, id: 'sink.one', name: 'first', status: 'passed' as const },
    { ...check, id: 'sink.other', name: 'second', status: 'failed' as const, mismatch },
    {
      ...check,
      id: 'sink.last',
      name: 'third',
      status: 'notApplicable' as const,
      reason: 'no sink',
    },
  ]
  expect(reportText({ connector: 'Shop', results })).toBe(
    [
      'Conformance of Shop: 1 passed, 1 failed, 1 do not apply',
      '  ok      sink.one    first',
      '  FAILED  sink.other  second',
      '  –       sink.last   third (no sink)',
    ].join('\n'),
  )
})
