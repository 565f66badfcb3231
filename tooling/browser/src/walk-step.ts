import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

/** Something that the scripted person does. */
export interface WalkStep {
  readonly name: string
  readonly walk: (page: Page, stage: Stage) => Promise<void>
}
