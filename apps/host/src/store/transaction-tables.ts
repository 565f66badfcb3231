/** A lock that transactions of surfaces take by name, and how often something was written under it. */
export interface TransactLockTable {
  org: string
  /** A hash: names may hold phone numbers and addresses. */
  name: string
  version: number
  locked_at: number
}

/** What a transaction of a surface answered, for whoever asks again because no answer came. */
export interface TransactAnswerTable {
  org: string
  /** A hash of what the caller names the effect. */
  once: string
  answer: string
  at: number
}
