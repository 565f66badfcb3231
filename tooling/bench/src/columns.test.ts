import { expect, test } from 'vitest'
import { tableLines } from './columns.ts'

test('columns are as wide as their widest cell, the first to the left and the others to the right', () => {
  const lines = tableLines<{ readonly name: string; readonly count: number }>(
    [
      ['run', ({ name }) => name],
      ['count', ({ count }) => String(count)],
    ],
    [{ name: 'again', count: 7 }],
  )
  expect(lines).toStrictEqual(['run    count', 'again      7'])
})
