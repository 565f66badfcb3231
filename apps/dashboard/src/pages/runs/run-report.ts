import type { Trouble } from '../../api/answers.ts'

/** What came of one stream in a run. */
export interface StreamRun {
  readonly stream: string
  readonly read: number
  readonly written: number
  readonly deleted: number
  readonly rejected: number
  readonly durationMs: number
  readonly fault?: Trouble
}

/** What came of a run: of every stream that was read, or why none could be. */
export interface RunReport {
  readonly ok?: boolean
  readonly runs?: readonly StreamRun[]
  readonly fault?: Trouble
}

/** The report of a run; undefined: it has not ended. It is kept as it was written, by whichever version of the host. */
export function reportOf(report: unknown): RunReport | undefined {
  return typeof report === 'object' && report !== null ? report : undefined
}
