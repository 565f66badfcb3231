import PQueue from 'p-queue'
import { attached } from '../telemetry/index.ts'

export interface LaneJob<Result> {
  /** Jobs of one group never run at the same time. */
  readonly group: string | undefined
  readonly work: () => Promise<Result>
}

/**
 * Runs jobs, so many at once, and gives back their results in the order of the jobs.
 *
 * Every job is let finish before a failure is thrown, so that none runs on behind its caller's back.
 */
export async function runLanes<Result>(
  jobs: readonly LaneJob<Result>[],
  options: {
    readonly concurrency: number
    /** When it aborts, jobs that have not begun fail. */
    readonly signal?: AbortSignal
  },
): Promise<readonly Result[]> {
  const queue = new PQueue({ concurrency: options.concurrency })
  const groups = new Map<string, PQueue>()
  const groupQueue = (name: string) => {
    const known = groups.get(name) ?? new PQueue({ concurrency: 1 })
    groups.set(name, known)
    return known
  }
  const settled = await Promise.allSettled(
    jobs.map(async ({ group, work }) => {
      const own = attached(work)
      const guarded = async () => {
        options.signal?.throwIfAborted()
        return own()
      }
      return group === undefined
        ? queue.add(guarded)
        : groupQueue(group).add(async () => queue.add(guarded))
    }),
  )
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
