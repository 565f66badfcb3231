/** What a request meets in place of an answer, or with it. */
export type RaptorMishap =
  /** An answer without the work being done. `retryAfter` in seconds. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** The work is done, and an error is answered. */
  | { readonly kind: 'doneAndError'; readonly status: number }
  /** The connection breaks: before the work is done, or after it, so that nobody hears of it. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The work is done, and no answer ever comes. */
  | { readonly kind: 'silence' }
