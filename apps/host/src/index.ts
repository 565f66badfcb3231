export { loadConfiguration, type Configuration } from './config/index.ts'
export {
  cassetteText,
  connectionContext,
  openDial,
  openLines,
  parseCassette,
  personalFields,
  recordRequests,
  replayRequests,
  scrubber,
  type Cassette,
  type ContextOptions,
  type Dial,
  type Installation,
  type Line,
  type Lines,
  type LineSettings,
  type Recording,
  type RequestEvent,
  type RunOptions,
  type Scrubber,
} from './connections/index.ts'
export {
  followSales,
  followSegments,
  openFigures,
  openSegments,
  questionIn,
  type Answer,
  type FiguresDoor,
  type FiguresSource,
  type Question,
} from './analytics/index.ts'
export { followCustomers, openFind, personFollower, searchPersons } from './customers/index.ts'
export { push, type PushOptions, type PushReport } from './delivery/index.ts'
export { sync, type SyncOptions, type SyncReport } from './engine/index.ts'
export { isolation, type Isolation, type IsolationOptions } from './isolation/index.ts'
export { openStore, type Store } from './store/index.ts'
export { metricDefinitions, openMeter } from './telemetry/index.ts'
