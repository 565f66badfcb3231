export { misfits } from './account-fit.ts'
export { recordScenes, type RecordScenes } from './entries.ts'
export {
  parseWebhook,
  processWebhook,
  webhookLetters,
  type Parsed,
  type WebhookResult,
} from './inbox.ts'
export { webhookCommitter, type CommitWebhook } from './inbox-commit.ts'
export { webhookKeeper } from './inbox-keep.ts'
export { receiveWebhook, type Arrival, type Reception } from './inbox-receive.ts'
export { recentRegistrations, type Registrations } from './recent-registrations.ts'
export { refreshDoubtful } from './refresh-doubtful.ts'
export {
  registersItself,
  registerWebhooks,
  registrationState,
  removeWebhooks,
} from './registrations.ts'
export { enabledStreams, connectionScene, type ConnectionScene } from './connection-scene.ts'
export { helpRead, type Help } from './help.ts'
export { lockTurns, type LockTurns } from './lock-turns.ts'
export { replayRecords, type ReplayedStream } from './replay-records.ts'
export type { StreamRun, SyncProgress, SyncReport } from './report.ts'
export { sweepNeed } from './sweeps.ts'
export { runName, sync } from './sync.ts'
export type { SyncOptions } from './sync-options.ts'
export { transact, type TransactOptions, type TransactScene } from './transact.ts'
