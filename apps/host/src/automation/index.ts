export {
  cartEnds,
  cartFigures,
  dryRunCarts,
  listCarts,
  readCart,
  visitLink,
  workCarts,
  type CartFigures,
  type CartScene,
  type DryRun,
  type ShownCart,
} from './carts/index.ts'
export { openAction, placeOfAction, type ActionScene, type OpenAction } from './open-action.ts'
export type { PreparedStep, StepLimit, StepMaker, StepPace } from './step-maker.ts'
export { stepKey, type EndedStep, type StepScene } from './step-scene.ts'
export { workSteps } from './work-steps.ts'
