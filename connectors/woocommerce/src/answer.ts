/** What a shop answers, before anything is read into it. */
export interface Answer {
  readonly status: number
  /** The body where it is JSON. */
  readonly json: unknown
  /** The body as it came. */
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  /** How many rows fit the request over all its pages. */
  readonly total: number | undefined
  readonly method: string
  readonly route: string
}
