import { tableLines, type Column } from './columns.ts'
import type { ServedFigures, ServedStep } from './served.ts'

const columns: readonly Column<ServedStep>[] = [
  ['push', ({ name }) => name],
  ['items', ({ items }) => String(items)],
  ['document', ({ bytes }) => megabytes(bytes)],
  ['work', ({ workMs }) => `${(workMs / 1000).toFixed(1)} s`],
  ['items/s', ({ items, workMs }) => String(Math.round(items / (workMs / 1000)))],
  ['memory at the most', ({ peakMemory }) => megabytes(peakMemory)],
]

/** The figures as a table for people. */
export function servedTable({ steps }: ServedFigures): string {
  return ['A document that a vendor fetches:', ...tableLines(columns, steps)].join('\n')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
