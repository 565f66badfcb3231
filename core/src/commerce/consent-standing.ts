/** What of a statement decides whether it counts. */
export interface ConsentStatement {
  readonly state: 'granted' | 'denied' | 'withdrawn'
  /** Epoch milliseconds; undefined where nobody knows when it was said. */
  readonly at?: number | undefined
  /** Epoch milliseconds; undefined where it does not lapse. */
  readonly expiresAt?: number | undefined
}

/**
 * What a person's statements about one channel and purpose come to at an instant.
 *
 * The newest one counts. What speaks for it that nobody may be contacted wins where the order is not known: an opt-out without an
 * instant is newer than everything, a yes without one is older than everything, and of one instant an opt-out wins. A yes that
 * has lapsed allows nothing: it neither revives an older yes nor undoes an older opt-out.
 *
 * @returns `unknown` where no opt-out was ever said and no yes counts.
 */
export function consentStanding(
  statements: readonly ConsentStatement[],
  now: number,
): 'granted' | 'refused' | 'unknown' {
  const [present] = statements.toSorted(compareConsents)
  if (present?.state === 'granted' && (present.expiresAt ?? Infinity) > now) return 'granted'
  return statements.some(isOptOut) ? 'refused' : 'unknown'
}

/** Orders statements by how much they count: the first one is what a person says at present. */
export function compareConsents(one: ConsentStatement, other: ConsentStatement): number {
  const [oneAt, otherAt] = [newness(one), newness(other)]
  if (oneAt !== otherAt) return otherAt > oneAt ? 1 : -1
  if (isOptOut(one) !== isOptOut(other)) return isOptOut(one) ? -1 : 1
  const [oneEnd, otherEnd] = [one.expiresAt ?? Infinity, other.expiresAt ?? Infinity]
  if (oneEnd === otherEnd) return 0
  return oneEnd < otherEnd ? -1 : 1
}

function newness({ state, at }: ConsentStatement): number {
  return at ?? (state === 'granted' ? -Infinity : Infinity)
}

function isOptOut({ state }: ConsentStatement): boolean {
  return state !== 'granted'
}
