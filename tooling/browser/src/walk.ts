import { accessSteps } from './access-steps.ts'
import { accountSteps } from './account-steps.ts'
import { boardSteps } from './board-steps.ts'
import { conflictSteps } from './conflict-steps.ts'
import { connectingSteps } from './connecting-steps.ts'
import { deliverySteps } from './delivery-steps.ts'
import { figureSteps } from './figure-steps.ts'
import { formSteps } from './form-steps.ts'
import { hostileSteps } from './hostile-steps.ts'
import { moduleSteps } from './module-steps.ts'
import { organisationSteps } from './organisation-steps.ts'
import { overviewSteps } from './overview-steps.ts'
import { segmentSteps } from './segment-steps.ts'
import { shareSteps } from './share-steps.ts'
import { signingInSteps } from './signing-in-steps.ts'
import { tillSteps } from './till-steps.ts'
import { vendorSteps } from './vendor-steps.ts'
import type { WalkStep } from './walk-step.ts'

/** What the scripted person does, step by step; the first thing that is not as it should be ends it. */
export const steps: readonly WalkStep[] = [
  ...signingInSteps,
  ...overviewSteps,
  ...boardSteps,
  ...figureSteps,
  ...segmentSteps,
  ...shareSteps,
  ...formSteps,
  ...deliverySteps,
  ...conflictSteps,
  ...connectingSteps,
  ...tillSteps,
  ...vendorSteps,
  ...hostileSteps,
  ...accessSteps,
  ...moduleSteps,
  ...organisationSteps,
  ...accountSteps,
]
