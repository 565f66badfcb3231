export {
  isOpeningKey,
  isSharePassword,
  openingKey,
  openingMs,
  type LockedShare,
} from './share-password.ts'
export { readLogo } from './portal-logo.ts'
export {
  makeShare,
  renewShare,
  revokeShare,
  shownShares,
  type ShownShare,
  type WantedShare,
} from './share-desk.ts'
export { sharedView, type SharedDashboard, type SharedView } from './shared-view.ts'
export { isShareToken } from './share-token.ts'
