export {
  configurationDesk,
  sectionNamed,
  type Changed,
  type Changing,
  type ConfigurationDesk,
  type EntryName,
  type ShownEntry,
} from './desk.ts'
export { loadOrganisation, type LoadedOrganisation, type Origin } from './load-organisation.ts'
export {
  noteHome,
  organisationDesk,
  type OrganisationDesk,
  type ShownOrganisation,
} from './organisation-desk.ts'
