/** A value that only whoever has its key can read. */
export interface SecretTable {
  org: string
  name: string
  /** With its own key, which is sealed in turn; it opens below this organisation and this name alone. */
  sealed: string
  set_at: number
}
