import type { Run } from '../../api/answers.ts'
import { countsOf, runMs } from '../runs/run-counts.ts'

/** How long the newest reading of everything took, and how much there was. */
export function lastWholeReading(
  runs: readonly Run[],
): { readonly tookMs: number; readonly records: number } | undefined {
  const found = runs.find((run) => run.status === 'ended' && isWhole(run))
  if (found === undefined) return undefined
  const tookMs = runMs(found, 0)
  const counts = countsOf(found)
  return tookMs === undefined || counts === undefined ? undefined : { tookMs, records: counts.read }
}

/** One that read only some of it, or was stopped, tells nothing of how long the whole takes. */
function isWhole({ full, streams, ok }: Run): boolean {
  return full && streams === null && ok === true
}
