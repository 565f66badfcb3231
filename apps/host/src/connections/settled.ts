import { fault } from '@cartograph/core'
import { inTime } from '../config/index.ts'

/** What a call of a connector is waited for under. */
export interface Patience {
  readonly signal: AbortSignal
  /** How long a call may take before it is given up; default `defaultStuckMs`. */
  readonly stuckMs?: number | undefined
}

/** A page may be made of many requests, and each may wait a minute for its budget; no call takes so long that works. */
export const defaultStuckMs = 1_800_000
/** How long a call may go on after the run was called off. */
const stopMs = 10_000

/**
 * What a call of a connector gives.
 *
 * A call that never settles holds up its own part alone: it is given up, as is one that does not end when the run is
 * called off.
 *
 * @throws a `contract` fault of the part for a call that is given up.
 */
export async function settled<Value>(
  call: PromiseLike<Value>,
  what: string,
  { signal, stuckMs = defaultStuckMs }: Patience,
): Promise<Value> {
  const stuck = (after: string) =>
    fault({
      kind: 'contract',
      scope: 'part',
      message: `${what} did not come to an end ${after}.`,
      hint: 'Tell the author of the connector. What was read before is kept.',
    })
  let onAbort: (() => void) | undefined
  const stopped = new Promise<never>((_resolve, reject) => {
    const give = () => reject(stuck('when the run was called off'))
    onAbort = () => void setTimeout(give, Math.min(stopMs, stuckMs)).unref()
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
  stopped.catch(() => {})
  try {
    return await inTime(Promise.race([call, stopped]), stuckMs, () =>
      stuck(`within ${Math.round(stuckMs / 6000) / 10} minutes`),
    )
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort)
  }
}
