export { checkLine, keepClock, recallAccount, withoutSecrets, type Standing } from './account.ts'
export { actOnce, checkInput, type Acted } from './acting.ts'
export { connectionNamed, hasConnection, type Installation } from './connection.ts'
export { connectionContext } from './context.ts'
export { openDial, type Dial } from './dial.ts'
export type { BudgetStore } from './budget-store.ts'
export type { Timer } from './budget-time.ts'
export { openLines, runHoldMs, type Line, type Lines, type LineSettings } from './line.ts'
export type {
  ContextOptions,
  EffectTally,
  LogEntry,
  OwnAddress,
  RequestEvent,
  RunOptions,
} from './options.ts'
export type { Difference } from './differences.ts'
export { brokerFiles } from './files.ts'
export { discoverAgain, type Discovery } from './discovery.ts'
export { namingRedactor } from './redaction.ts'
export type { NotedRequest, NoteRequest } from './noted-request.ts'
export { openConnection } from './open-connection.ts'
export { prepareVendor, type PreparedStep } from './preparation.ts'
export { settled } from './settled.ts'
export { cassetteText, parseCassette, type Cassette } from './cassette.ts'
export { recordRequests, type Recording } from './recording.ts'
export { replayRequests } from './replaying.ts'
export { personalFields, scrubber, type Scrubber } from './scrubbing.ts'
