import type { NoticeLanguage } from './notice-settings.ts'
import type { PageMail } from './page-settings.ts'

/** Who is told that a connection does not work, and how. */
export interface FailureSettings {
  /** Default: as people are mailed. */
  readonly mail?: PageMail
  /** Where neither the connection nor the organisation has an owner who wants to be told. */
  readonly to: readonly string[]
  /** It is told again after so long. */
  readonly againMs: number
  /** Default: that of insights. */
  readonly language?: NoticeLanguage
}

export const defaultFailures: FailureSettings = { to: [], againMs: 86_400_000 }
