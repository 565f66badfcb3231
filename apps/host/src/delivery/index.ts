export { push, type PushOptions } from './push.ts'
export { replayDelivery } from './replay.ts'
export type { DeliveryRun, PushProgress, PushReport } from './report.ts'
