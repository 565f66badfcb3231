/** What a request meets in place of an answer, or with it. */
export type Mishap =
  /** An answer without the work being done. `retryAfter` in seconds; `location` leads elsewhere. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: number
      readonly location?: string
      readonly text?: string
      readonly contentType?: string
    }
  /** The connection breaks: before the work is done, or after it, so that nobody hears of it. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The work is done, and no answer ever comes. */
  | { readonly kind: 'silence' }
  /** The work is done, and half of the answer comes. */
  | { readonly kind: 'truncated' }
