import type { Stream } from '@cartograph/core'
import type { SliceTable, StreamState } from '../store/index.ts'

export interface SweepNeed {
  /** Walk over the keys, to find what is gone. */
  readonly sweep: boolean
  /** Read every slice from its beginning, for want of a cheaper walk. */
  readonly anew: boolean
}

/** A stream that reports its deletions needs a look for lost reports this much less often than one that does not. */
const reportedFactor = 30
/** Reading everything again costs so much more than a walk over the keys. */
const rereadFactor = 30

/**
 * Does a stream that reads only what changed have to be looked through for what is gone?
 *
 * A stream that reads everything in each run sees it anyway, and one that deletes nothing has nothing to look for.
 */
export function sweepNeed(
  stream: Stream<unknown>,
  slices: readonly SliceTable[],
  state: Pick<StreamState, 'sweptAt'>,
  options: {
    readonly now: number
    readonly everyMs: number
    readonly asked: boolean
    /** Its changes are told by a feed, and it is not listed again. */
    readonly isFed: boolean
  },
): SweepNeed {
  const none = { sweep: false, anew: false }
  const rows = slices.filter(({ walk }) => walk === 'rows')
  const readsChanges = options.isFed || rows.some(({ tail }) => tail === 1)
  if (stream.deletes === 'never' || rows.length === 0 || !readsChanges) return none
  if (rows.some(({ status, position }) => status === 'open' && position === null)) return none
  const factor = stream.deletes === 'reported' ? reportedFactor : 1
  const last = Math.max(state.sweptAt, Math.min(...rows.map((slice) => slice.from_instant)))
  const due = (everyMs: number) => options.asked || options.now - last >= everyMs
  if (stream.list?.keys !== undefined) return { sweep: due(options.everyMs * factor), anew: false }
  return { sweep: false, anew: due(options.everyMs * rereadFactor) }
}
