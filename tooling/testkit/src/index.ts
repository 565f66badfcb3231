export { conformance } from './conformance.ts'
export type { Mismatch } from './mismatch.ts'
export type {
  ConformanceOptions,
  Simulated,
  SimulatedAction,
  SimulatedErasure,
  SimulatedSink,
  SimulatedStream,
  SimulatedWebhook,
  Simulator,
} from './options.ts'
export { reportText, type CheckResult, type ConformanceReport, type Group } from './report.ts'
export { conformanceReport } from './run-checks.ts'
export { recordCassette, type RecordWish } from './record/record-cassette.ts'
export { shapeDifferences, type ShapeDifference } from './record/shapes.ts'
