/** One thing that a person said about being contacted. */
export interface Statement {
  readonly channel: string
  /** Undefined: marketing. */
  readonly purpose?: string | undefined
  readonly state: 'granted' | 'denied' | 'withdrawn'
  /** Epoch milliseconds; undefined where nobody knows when it was said. */
  readonly at?: number | undefined
  readonly expiresAt?: number | undefined
}

export type Need = 'email' | 'sms' | 'post' | 'profiling'

/**
 * What a person's statements say of one need: an opt-out wins, unless the person said yes after it.
 *
 * When nobody knows when the one or the other was said, the opt-out wins. A yes that has lapsed says nothing.
 */
export function consentVerdict(
  statements: readonly Statement[],
  need: Need,
  now: number,
): 'granted' | 'refused' | 'unknown' {
  const own = statements.filter((statement) => isAbout(statement, need))
  const newest = (wanted: readonly Statement[], undated: number) =>
    Math.max(...wanted.map(({ at }) => at ?? undated), -Infinity)
  const grants = own.filter(
    ({ state, expiresAt }) => state === 'granted' && (expiresAt ?? Infinity) > now,
  )
  const optOuts = own.filter(({ state }) => state !== 'granted')
  const grantedAt = newest(grants, Number.MIN_SAFE_INTEGER)
  if (optOuts.length > 0) return grantedAt > newest(optOuts, Infinity) ? 'granted' : 'refused'
  return grants.length > 0 ? 'granted' : 'unknown'
}

function isAbout({ channel, purpose = 'marketing' }: Statement, need: Need): boolean {
  // Profiling is not a way to reach somebody, but something that is done with what is known.
  if (need === 'profiling') return purpose === 'profiling'
  return channel === need && purpose === 'marketing'
}
