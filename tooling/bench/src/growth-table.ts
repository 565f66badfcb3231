import { tableLines, type Column } from './columns.ts'
import type { GrowthFigures, GrowthStep } from './growth.ts'

const columns: readonly Column<GrowthStep>[] = [
  ['step', ({ name }) => name],
  ['records', ({ records, size }) => `${records} ${size}`],
  ['work', ({ workMs }) => `${(workMs / 1000).toFixed(2)} s`],
  ['records/s', ({ records, workMs }) => String(Math.round(records / (workMs / 1000)))],
  ['computed', ({ computedMs }) => `${(computedMs / 1000).toFixed(1)} s`],
  ['memory at the most', ({ peakMemory }) => `${Math.round(peakMemory / 1e6)} MB`],
  ['rows', ({ rows }) => String(rows)],
  ['requests', ({ requests }) => String(requests)],
]

/** The figures as a table for people. */
export function growthTable({ steps }: GrowthFigures): string {
  return [
    'Records that a connector has in itself, into SQLite:',
    ...tableLines(columns, steps),
  ].join('\n')
}
