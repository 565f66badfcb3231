import { tableLines, type Column } from './columns.ts'
import type { LaneFigures, LaneRun } from './lanes.ts'

const columns: readonly Column<LaneRun>[] = [
  ['run', ({ name }) => name],
  ['changes', ({ lagsMs }) => String(lagsMs.length)],
  ['median', ({ lagsMs }) => milliseconds(lagsMs, 0.5)],
  ['90 %', ({ lagsMs }) => milliseconds(lagsMs, 0.9)],
  ['longest', ({ lagsMs }) => milliseconds(lagsMs, 1)],
  ['slow answers', ({ beside }) => String(beside.slowRequests)],
  ['dead connections', ({ beside }) => String(beside.deadConnections)],
]

/** The figures as a table for people. */
export function lanesTable({ runs }: LaneFigures): string {
  return [
    'From a change in a shop, told by webhook, to the request at a sink:',
    ...tableLines(columns, runs),
  ].join('\n')
}

function milliseconds(sorted: readonly number[], share: number): string {
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share))
  return `${Math.round(sorted[at] ?? 0)} ms`
}
