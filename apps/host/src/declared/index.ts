export { asItsName } from './brought-form.ts'
export {
  broughtFiles,
  broughtFolder,
  broughtPath,
  isFileName,
  removeBroughtFile,
  type BroughtFile,
} from './brought-files.ts'
export {
  configurationDesk,
  sectionNamed,
  type Changed,
  type Changing,
  type ConfigurationDesk,
} from './desk.ts'
export { loadOrganisation, type LoadedOrganisation, type Origin } from './load-organisation.ts'
export {
  noteHome,
  organisationDesk,
  type OrganisationDesk,
  type ShownOrganisation,
} from './organisation-desk.ts'
export type { EntryName, ShownEntry } from './shown-entries.ts'
export { isModuleKind, moduleDesk, type ModuleDesk } from './module-desk.ts'
