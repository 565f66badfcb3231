import { readSyncRun, type SyncRun } from '../store/index.ts'
import type { Host, ProgressBoard, RunEvent } from '../work/index.ts'

export function runOf({ store }: Host, id: string): Promise<SyncRun | undefined> {
  return store.read((dialect, org) => readSyncRun(dialect, org, id))
}

/** The report of a run that an earlier process ended; nothing else of it is known any more. */
function finalEvent(run: SyncRun): RunEvent {
  return { id: `${run.id}-end`, event: 'report', data: run.report ?? 'null' }
}

export function isOver(board: ProgressBoard, run: SyncRun, last: string): boolean {
  if (last === finalEvent(run).id) return true
  return board.after(run.id, undefined).at(-1)?.id === last
}

/** So that proxies between do not take the connection for dead. */
const heartbeatMs = 15_000
const lookMs = 2000

/** What happens in a run, from after the last event that was seen to its report. */
export async function* runEvents(
  { host, board }: { readonly host: Host; readonly board: ProgressBoard },
  id: string,
  last: string | undefined,
  ends: AbortSignal,
): AsyncIterable<RunEvent | 'still here'> {
  let seen = last
  while (!ends.aborted) {
    const events = board.after(id, seen)
    for (const event of events) {
      yield event
      if (event.event === 'report') return
      seen = event.id
    }
    if (events.length > 0) continue
    const run = await runOf(host, id)
    if (run === undefined) return
    if (run.status === 'ended' && board.after(id, seen).length === 0) {
      yield finalEvent(run)
      return
    }
    // A run that goes on in another process tells nothing here, so its end is looked for.
    const isElsewhere = board.after(id, undefined).length === 0
    const late = AbortSignal.timeout(isElsewhere ? lookMs : heartbeatMs)
    await board.changed(id, AbortSignal.any([ends, late]))
    if (late.aborted) yield 'still here'
  }
}
