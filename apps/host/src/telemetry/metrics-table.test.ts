import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { metricsTable } from './metrics-table.ts'

const page = readFileSync(
  new URL('../../../../docs/operators/observing.md', import.meta.url),
  'utf8',
)

test('the page for operators has the table of every figure as it is', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `cartograph_'))
  expect(rows).toStrictEqual(metricsTable().split('\n').slice(2))
})
