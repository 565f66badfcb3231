/** What a request meets in place of an answer, or with it. */
export type HeyloyaltyMishap =
  /** An answer without the work being done. `retryAfter` in seconds. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** The connection breaks: before the work is done, or after it, so that nobody hears of it. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The work is done, and no answer ever comes. */
  | { readonly kind: 'silence' }
  /** The work is done, and half of the answer comes, as if it were whole. */
  | { readonly kind: 'truncated' }
  /** The work is done, and the answer says of its JSON that it is a page. */
  | { readonly kind: 'oddType' }
  /** A page for people with status 200, as a proxy gives it. */
  | { readonly kind: 'page' }

/** A window of requests; gives how many seconds there are to wait where it is full. */
export function windowOf(
  allowed: number,
  windowMs: number,
  now: () => number,
): { readonly waitSeconds: () => number | undefined } {
  let since = Number.NEGATIVE_INFINITY
  let count = 0
  return {
    waitSeconds() {
      if (now() - since >= windowMs) {
        since = now()
        count = 0
      }
      count += 1
      return count > allowed ? Math.ceil((since + windowMs - now()) / 1_000) : undefined
    },
  }
}
