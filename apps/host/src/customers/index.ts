export { catchUpCustomers } from './persons/catch-up.ts'
export { baseFigures, type BaseFigures } from './figures/base-figures.ts'
export { erasePerson, type EraseOptions } from './erasure/erase-person.ts'
export type { Erasure } from './erasure/erasure.ts'
export { goOnWithErasures, type GoneOn } from './erasure/due-erasures.ts'
export { listErasures, openVendors, type ListedErasure } from './erasure/listed-erasures.ts'
export { forgetDecisions, mergePersons, splitPerson, type DecideOptions } from './persons/decide.ts'
export {
  explainPerson,
  type PersonExplanation,
  type RefusedStep,
  type Step,
} from './persons/explain-person.ts'
export { followCustomers, isFollowed, type Followed, type FollowOptions } from './persons/follow.ts'
export { personsAfter, type Person } from './persons/person.ts'
export { searchPersons, type Found } from './search/search.ts'
export { openFind, type FindOptions, type LookUp } from './reading/find.ts'
export { seenPersons, type SeenPerson } from './reading/seen-person.ts'
export type { NodePersons } from './reading/persons-at-node.ts'
export { shownPersons, type ShowOptions } from './reading/shown-persons.ts'
export { exportPerson, type PersonExport } from './reading/person-export.ts'
export { connectionsOf as connectionsOfNode } from './nodes/node.ts'
export { personAtNode } from './reading/person-at-node.ts'
export { timelineOf, type Moment } from './reading/timeline.ts'
export { writeConsents } from './writing/write-consents.ts'
export { writeEvents } from './writing/write-events.ts'
export type { Once } from './writing/write-once.ts'
export { openWriting, type WritingScene } from './writing/writing-scene.ts'
export {
  countriesAt,
  createCustomer,
  editCustomer,
  tagCustomer,
  type Written,
} from './writing/write-customer.ts'
export { consentField, readFilledForm, type FilledForm } from './pages/filled-form.ts'
export { knownByAddress } from './pages/known-by-address.ts'
export { makeLink, readLink, type LinkScene } from './pages/make-link.ts'
export { changeDetails, confirmSignUp, isAddress, signUp, unsubscribe } from './pages/page-deeds.ts'
export type { LinkOf, PageLink } from './pages/page-link.ts'
export { consumerId as personFollower } from './persons/follow-page.ts'
export { wantedLink } from './pages/wanted-link.ts'
