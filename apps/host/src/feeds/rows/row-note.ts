/** Something about a product that keeps a part of its row from being made, in plain words. */
export interface RowNote {
  /** Of the row. */
  readonly field: string
  readonly rule: 'rate' | 'currency' | 'language' | 'category' | 'product' | 'text'
  readonly severity: 'error' | 'warning'
  readonly expected: string
}
