import type { Run } from '../../api/answers.ts'
import { reportOf } from './run-report.ts'

export interface RunCounts {
  readonly read: number
  readonly written: number
  readonly rejected: number
}

/** What a run came to over all of its streams; undefined: it is not known yet. */
export function countsOf({ report }: Pick<Run, 'report'>): RunCounts | undefined {
  const runs = reportOf(report)?.runs
  if (runs === undefined) return undefined
  const sum = (name: keyof RunCounts) => runs.reduce((total, each) => total + each[name], 0)
  return { read: sum('read'), written: sum('written'), rejected: sum('rejected') }
}

/** How long a run took, or takes until now. */
export function runMs({ startedAt, endedAt }: Run, now: number): number | undefined {
  if (startedAt === null) return undefined
  return Math.max(0, (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt))
}
