/** What an action on customers answers. */
export interface Answer {
  readonly data: object
  readonly text: string
  /** Default: everything that was asked for happened. */
  readonly ok?: boolean
}
