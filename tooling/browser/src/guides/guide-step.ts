import type { Page } from 'playwright-core'
import type { Camera } from './camera.ts'
import type { GuideStage } from './guide-stage.ts'

export interface GuideVisit {
  readonly page: Page
  readonly stage: GuideStage
  readonly camera: Camera
}

/** A part of a guide: what it says is done, and pictures are taken of it. */
export interface GuideStep {
  readonly name: string
  readonly walk: (visit: GuideVisit) => Promise<void>
}
