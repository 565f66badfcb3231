/** A person whose erasure is not done: nothing that names them is kept, and what is left is tried again. */
export interface PersonLockTable {
  org: string
  person: string
  /** Texts in lower case by which they are recognised, as a JSON list. */
  traces: string
  /** How often it was tried. */
  attempts: number
  due_at: number
}
