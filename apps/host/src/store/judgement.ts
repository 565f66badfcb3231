/** A record as it was shown, and the interval on the engine's clock in which it was true. */
export interface Observation {
  /** Sortable text that grows with each change of the key, where the vendor promises one. */
  readonly version: string | null
  readonly from: number
  readonly to: number
  readonly hash: string
  readonly deleted: boolean
}

export type Judgement = 'same' | 'newer' | 'older' | 'indistinct'

/**
 * Which of two observations of one key is newer: versions first, then the intervals in which they were true.
 *
 * Where neither decides, the two are indistinct, and only the vendor can tell.
 */
export function judge(incoming: Observation, stored: Observation): Judgement {
  if (incoming.hash === stored.hash && incoming.deleted === stored.deleted) return 'same'
  if (incoming.version !== null && stored.version !== null && incoming.version !== stored.version)
    return incoming.version > stored.version ? 'newer' : 'older'
  if (incoming.from >= stored.to) return 'newer'
  if (incoming.to <= stored.from) return 'older'
  return 'indistinct'
}

/**
 * Does an observation say what the one right before it says, and was it made later?
 *
 * Then the earlier one decides nothing: whatever that is newer than, this one is newer than too.
 */
export function saysAgain(later: Observation, earlier: Observation): boolean {
  return (
    later.hash === earlier.hash &&
    later.deleted === earlier.deleted &&
    later.version === earlier.version &&
    later.from >= earlier.from &&
    later.to >= earlier.to
  )
}
