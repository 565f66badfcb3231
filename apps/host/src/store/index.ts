export * from './absence.ts'
export * from './accounts.ts'
export * from './addresses.ts'
export * from './audit-rows.ts'
export * from './automation-counts.ts'
export * from './automation-due.ts'
export * from './automation-forgetting.ts'
export * from './automation-log.ts'
export * from './automation-runs.ts'
export * from './automation-states.ts'
export type { AutomationStepState } from './automation-tables.ts'
export * from './budgets.ts'
export * from './budget-slots.ts'
export { fillFromBackup, takeBackup, type BackupContent } from './backups.ts'
export * from './buyer-sums.ts'
export * from './campaign-dues.ts'
export * from './campaign-facts.ts'
export * from './campaign-sums.ts'
export { campaignColumns, type CampaignColumn, type LinkColumn } from './campaign-tables.ts'
export * from './campaign-touches.ts'
export * from './cart-facts.ts'
export * from './checkout-dues.ts'
export * from './checkout-sums.ts'
export { paymentMeasures, type PaymentMeasure } from './checkout-tables.ts'
export * from './cart-links.ts'
export * from './cart-messages.ts'
export * from './cart-owners.ts'
export * from './cart-watches.ts'
export * from './changes.ts'
export * from './children.ts'
export * from './commerce.ts'
export * from './consent-facts.ts'
export * from './consumers.ts'
export type { Dialect, Work } from './database.ts'
export * from './erased-messages.ts'
export * from './erased-records.ts'
export * from './erased-rows.ts'
export * from './erasures.ts'
export {
  lockPerson,
  personLocks,
  postponeErasure,
  unlockPerson,
  type PersonLock,
} from './person-locks.ts'
export { examineStore, type StoreExamination } from './examination.ts'
export * from './declared-entries.ts'
export { sealedInBackup } from './backup-secrets.ts'
export { dropSecret, openSecrets, putSecret, secretNames, type SecretName } from './secrets.ts'
export { resealSome, type Resealing } from './reseal.ts'
export * from './bonus-imports.ts'
export * from './due.ts'
export * from './feed-runs.ts'
export * from './feed-sent.ts'
export * from './feed-stocks.ts'
export * from './feeds.ts'
export { storeFigures, type StoreFigures } from './figures.ts'
export * from './findings.ts'
export { followerStep, moveFollower, takeFollower, type Follower } from './follower.ts'
export { followerFigures } from './follower-figures.ts'
export { contentHash } from './hash.ts'
export * from './helped.ts'
export { hostKey } from './host-key.ts'
export * from './host-sessions.ts'
export * from './host-users.ts'
export * from './inbox.ts'
export * from './invitations.ts'
export { compareKeys, keyOfText, keyText } from './keys.ts'
export * from './item-references.ts'
export * from './join-values.ts'
export * from './leases.ts'
export * from './ledger.ts'
export * from './surface-calls.ts'
export * from './letters.ts'
export * from './members.ts'
export * from './memberships.ts'
export { occurrencesOf, type Occurrence } from './occurrences.ts'
export { personsOfOrders, personsOfThese } from './order-persons.ts'
export * from './known-stores.ts'
export * from './sales-histories.ts'
export * from './module-choices.ts'
export * from './organisations.ts'
export * from './purge-deleted.ts'
export * from './removals.ts'
export * from './pauses.ts'
export * from './payment-facts.ts'
export * from './people-rows.ts'
export * from './person-days.ts'
export * from './person-decisions.ts'
export * from './person-members.ts'
export * from './person-rows.ts'
export * from './person-traces.ts'
export * from './person-words.ts'
export * from './page-keys.ts'
export * from './portal-logos.ts'
export * from './shares.ts'
export * from './persons.ts'
export * from './profile-rows.ts'
export * from './place.ts'
export type * from './prepared-page.ts'
export * from './rates.ts'
export * from './notices.ts'
export * from './alert-states.ts'
export * from './own-notices.ts'
export * from './letter-parts.ts'
export * from './kept-answers.ts'
export * from './record-samples.ts'
export * from './quota-counts.ts'
export * from './records.ts'
export * from './refreshes.ts'
export {
  dropRegistrations,
  readRegistrations,
  writeRegistrations,
  type RegistrationState,
} from './registrations.ts'
export * from './remaps.ts'
export * from './replacements.ts'
export * from './replays.ts'
export { beginAnotherLife } from './restored.ts'
export * from './runs.ts'
export * from './sales-cube.ts'
export * from './sales-dues.ts'
export * from './sales-facts.ts'
export * from './sales-sources.ts'
export {
  type CubeDimension,
  type SalesDays,
  type SalesFilter,
  type SalesMembers,
  type SalesScope,
  type SalesWish,
} from './sales-scope.ts'
export * from './sales-sums.ts'
export {
  salesDimensions,
  salesMeasures,
  type SalesClock,
  type SalesDimension,
  type SalesMeasure,
} from './sales-tables.ts'
export * from './schedules.ts'
export type { SliceTable, SliceWalk } from './reading-tables.ts'
export * from './segment-dues.ts'
export * from './segment-events.ts'
export * from './segment-links.ts'
export * from './segment-measures.ts'
export * from './segment-members.ts'
export * from './segment-moves.ts'
export * from './segment-plan.ts'
export { countPlanned, fulfilsPlan, plannedMembers, segmentValueOf } from './segment-planned.ts'
export * from './segment-rows.ts'
export * from './segment-states.ts'
export * from './segment-values.ts'
export type {
  SegmentCustomerTable,
  SegmentEventTable,
  SegmentLineTable,
  SegmentOrderTable,
  SegmentProductTable,
} from './segment-tables.ts'
export * from './series.ts'
export * from './served.ts'
export * from './served-items.ts'
export * from './served-making.ts'
export {
  countPieces,
  readServedChunk,
  dropHiddenVersions,
  servedVersions,
  type ServedForm,
  type ServedVersion,
} from './served-versions.ts'
export * from './setup-codes.ts'
export * from './sightings.ts'
export * from './spent-codes.ts'
export * from './slices.ts'
export { isPostgres } from './postgres-address.ts'
export { stepSize, type StepSize } from './step-size.ts'
export { openStore, type Store, type StoreOptions } from './store.ts'
export { storeInstant } from './store-instant.ts'
export * from './streams.ts'
export * from './sync-runs.ts'
export * from './tokens.ts'
export * from './transactions.ts'
export * from './troubles.ts'
export * from './vouchers.ts'
export { walkedPage, walkPlace } from './walk.ts'
export * from './work.ts'
