export {
  cartFigures,
  dryRunCarts,
  listCarts,
  previewCart,
  readCart,
  visitLink,
  workCarts,
  type CartFigures,
  type CartScene,
  type DryRun,
  type ShownCart,
} from './carts/index.ts'
export type { AutomationScene } from './automation-scene.ts'
export { fireBirthdays } from './birthdays.ts'
export { compileAutomation, type CompiledAutomation } from './compiled-automation.ts'
export { dryRunAutomation, type AutomationDryRun } from './dry-run.ts'
export { followAutomation, type FollowScene } from './follow-automation.ts'
export { stepsOf } from './make-steps.ts'
export { describedAction, openAction, type ActionScene, type OpenAction } from './open-action.ts'
export { previewAutomation, type AutomationPreview } from './preview.ts'
export type { PreparedStep, StepLimit, StepMaker, StepPace } from './step-maker.ts'
export type { EndedStep, StepScene } from './step-scene.ts'
export { readRoots } from './trigger-roots.ts'
export { workSteps } from './work-steps.ts'
