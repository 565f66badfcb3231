export { push, type PushOptions } from './push.ts'
export type { DeliveryRun, PushProgress, PushReport } from './report.ts'
