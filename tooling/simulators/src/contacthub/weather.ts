/** What a request meets in place of an answer, or with it. */
export type ContacthubMishap =
  /** An answer without the work being done. `retryAfter` in seconds. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** The connection breaks: before the work is done, or after it, so that nobody hears of it. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The work is done, and no answer ever comes. */
  | { readonly kind: 'silence' }
  /** The work is done, and half of the answer comes, as if it were whole. */
  | { readonly kind: 'truncated' }
  /** A page for people with status 200, as a proxy gives it. */
  | { readonly kind: 'page' }
