import type { Change, Context, Files, Json, Page } from '@cartograph/core'
import type { Row } from './rows.ts'
import type { SourceSettings } from './settings.ts'

/** What is to be read, and how. */
export interface Walk {
  readonly files: Files
  readonly path: string
  readonly source: SourceSettings
  readonly needed: readonly string[]
  readonly signal: AbortSignal
  readonly log: Context<unknown>['log']
  /** Rows of a page. Default 1,000. */
  readonly pageRows?: number
}

export type WalkPage<Position extends Json> = Page<Change<Row>, Position>
