export { followConsents } from './follow-consents.ts'
export { storedConsents, type AskConsents } from './stored-consents.ts'
export { isStillRead } from './play.ts'
export { giversOf, push, sinkName, type PushOptions } from './push.ts'
export { replayDelivery } from './replay.ts'
export type { DeliveryRun, PushProgress, PushReport, ServedRun } from './report.ts'
export { writeDraft, type DraftForm, type DraftItem, type ServedDraft } from './served-document.ts'
export { replaceFile } from './replaced-file.ts'
export { cutBatches } from './batches.ts'
export { shapeOf } from './shape.ts'
export { servedBytes } from './served-read.ts'
export {
  testCall,
  type ItemState,
  type ShownRequest,
  type TestCall,
  type TestCallOptions,
  type TestedItem,
} from './test-call/index.ts'
