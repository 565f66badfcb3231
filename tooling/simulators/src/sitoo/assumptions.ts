/** How the till proves who it is at a CRM of the first form: that too is unknown. */
export type TillToken = 'bearer' | 'basic' | 'basicUser' | 'header' | 'apikey' | 'token'

/** What the vendor's public material leaves unknown; each can be set to something else, so that tests can try both. */
export interface Unknowns {
  /** The largest `num` that is honoured; more is cut down to it without a word. */
  readonly mostRows: number
  /** What `X-Rate-Limit-Reset` holds: seconds to wait, or the instant as seconds since 1970. `none`: it is not sent. */
  readonly rateLimitReset: 'seconds' | 'epoch' | 'none'
  readonly discountItemType: number
  /** The role of users who are customers; `null` is documented for those who are not staff. */
  readonly customerRole: number | null
  /** How an array of one in a POST is answered. */
  readonly answerToOne: 'envelope' | 'bare'
}

export const assumed: Unknowns = {
  mostRows: 1_000,
  rateLimitReset: 'none',
  discountItemType: 20,
  customerRole: null,
  answerToOne: 'bare',
}
