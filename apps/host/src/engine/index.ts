export type { StreamRun, SyncProgress, SyncReport } from './report.ts'
export { sync, type SyncOptions } from './sync.ts'
