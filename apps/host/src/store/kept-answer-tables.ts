/** What was answered to a request with an idempotency key, so that the same request is answered so again. */
export interface KeptAnswerTable {
  org: string
  route: string
  key: string
  /** Of what was asked. */
  hash: string
  /** Null: it is being answered. */
  status: number | null
  answer: string | null
  at: number
}
