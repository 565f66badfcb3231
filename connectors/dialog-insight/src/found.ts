/** A column as the account shows it. */
export type FoundColumn = {
  readonly name: string
  readonly type: string
  readonly isKey?: boolean
  readonly isRequired?: boolean
  readonly refers?: { readonly table: string; readonly column: string }
  /** What is not as it should be: `not in the account`, `not looked at`. */
  readonly note?: string
}
export type FoundTable = {
  readonly name: string
  readonly id: number | null
  readonly columns: readonly FoundColumn[]
  readonly note?: string
}

/** What only the account knows. */
export type Found = {
  readonly project: string
  /** `null` where the project does not tell which of its fields are the key. */
  readonly contactKey: readonly string[] | null
  readonly optIns: readonly string[]
  readonly tables: readonly FoundTable[]
}

export const contactTable = 'Contact'
