/** The whole lines around the rows of a document. */
export interface Frame {
  readonly head: readonly string[]
  readonly foot: string
  /** What ends every row but the last, before its line end. */
  readonly separator: '' | ','
}
