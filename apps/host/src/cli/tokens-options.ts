import type { Permission, TokenKind } from '../rights/index.ts'
import type { CommonOptions } from './installation.ts'

export interface TokensCommandOptions extends CommonOptions {
  readonly kind: TokenKind
  readonly permission?: readonly Permission[]
  readonly node?: readonly string[]
  readonly origin?: readonly string[]
  /** An instant. */
  readonly expires?: string
  /** Of `rotate`, in milliseconds. */
  readonly grace?: number
}
