import type { WantedRights } from '../rights/index.ts'

/** A token of the API whose rights stand in the file. */
export interface DeclaredToken extends WantedRights {
  readonly name: string
  /** Epoch milliseconds. */
  readonly expiresAt: number | undefined
  /** Undefined: the command issues one. */
  readonly secret: string | undefined
}
