import { tableLines, type Column } from './columns.ts'
import type { FeedFigures, FeedsFigures } from './feeds.ts'

const columns: readonly Column<FeedFigures>[] = [
  ['form', ({ form }) => form],
  ['rows', ({ rows }) => String(rows)],
  ['document', ({ bytes }) => megabytes(bytes)],
  ['work', ({ workMs }) => `${(workMs / 1000).toFixed(1)} s`],
  ['rows/s', ({ rows, workMs }) => String(Math.round(rows / (workMs / 1000)))],
  ['memory at the most', ({ peakMemory }) => megabytes(peakMemory)],
  ['read back', ({ isSame }) => (isSame ? 'the same' : 'DIFFERENT')],
  ['against Google’s rules', ({ broken }) => String(broken)],
]

/** The figures as a table for people. */
export function feedsTable({ variants, feeds }: FeedsFigures): string {
  return [`Feeds of ${variants} variants:`, ...tableLines(columns, feeds)].join('\n')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
