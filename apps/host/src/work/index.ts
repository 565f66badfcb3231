export { addressBook, type AddressBook } from './address-book.ts'
export { automationLog, automationNamed, turnAutomation, type ShownRun } from './automation-desk.ts'
export { automationParts, type AutomationParts } from './automation-parts.ts'
export { automationStandings, type AutomationStanding } from './automation-standings.ts'
export { dryRunOf, previewOf } from './automation-trials.ts'
export { answerChanges, doSteps } from './automation-work.ts'
export { aloneOnDemand, byHand } from './by-hand.ts'
export { cartScene } from './cart-scene.ts'
export { checkConnection, type ConnectionCheck } from './check-connection.ts'
export {
  letterOwner,
  letterPlaceOf,
  replayLetters,
  type LetterOwner,
  type ReplayedLetters,
} from './dead-letters.ts'
export { exportedFields, exportedRows } from './exported-rows.ts'
export {
  previewSample,
  refusalBy,
  refusalByModel,
  samplesOf,
  type Preview,
} from './preview-sample.ts'
export { previewStored, previewStoredDelivery } from './preview-stored.ts'
export { rowCells, rowWriter, type RowWriter } from './row-text.ts'
export type { DeliveryWork } from './delivery-work.ts'
export type { FeedWork } from './feed-work.ts'
export { handWriting } from './hand-writing.ts'
export { filledIn } from './filled-in.ts'
export { inTurn } from './in-turn.ts'
export { connectionsOf, type Host, type HostWaits } from './host.ts'
export type { InboxWork, Received } from './inbox-work.ts'
export { calledParts, knownParts } from './known-parts.ts'
export { deliverySides, streamSides } from './mapping-sides.ts'
export { mappingRates } from './mapping-rates.ts'
export { openWork, type OpenWork, type WorkOptions } from './open-work.ts'
export type { ProgressBoard, RunEvent } from './progress-board.ts'
export { feedScene, runFeed } from './run-feed.ts'
export { sendAction } from './send-action.ts'
export type { SceneBook } from './scene-book.ts'
export { segmentsIn, updateSegments } from './segments-follower.ts'
export { tryAlert } from './alert-rounds.ts'
export { allNotices, insightsOf, organisationDay, type NoticeInstallation } from './notice-scene.ts'
export { reportFileName, reportNotices, reportSource } from './report-notices.ts'
export { nextReport } from './report-rounds.ts'
export { sendReportNow } from './send-report.ts'
export { askReport, dashboardNamed, reportFigures } from './report-scene.ts'
