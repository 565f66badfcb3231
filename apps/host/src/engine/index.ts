export { engineClock, type Clock } from './clock.ts'
export { connectionContext, type ContextOptions, type LogEntry } from './context.ts'
export { contentHash } from './hash.ts'
export { compareKeys, keyOfText, keyText } from './keys.ts'
export { compileStream, type StreamMappings } from './mappings.ts'
export { redactor } from './redaction.ts'
export type { StreamRun, SyncProgress, SyncReport } from './report.ts'
export { sleep } from './sleep.ts'
export { defaultWaits, retryWait, type EngineOptions, type Waits } from './stream-run.ts'
export {
  connectionNamed,
  connectionParts,
  sync,
  type Installation,
  type SyncOptions,
} from './sync.ts'
