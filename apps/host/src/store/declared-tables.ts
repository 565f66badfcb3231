/** An entry of the configuration that is kept here and in no file. */
export interface DeclaredEntryTable {
  org: string
  section: string
  id: string
  /** As JSON, in the form that it would have in the file. */
  value: string
  version: number
  changed_at: number
  /** Who changed it last, as the audit log names them. */
  changed_by: string
}

/** What an entry was; one that was taken away is a version without a value. */
export interface DeclaredVersionTable {
  org: string
  section: string
  id: string
  version: number
  value: string | null
  changed_at: number
  changed_by: string
}

/** How often the entries of an organisation changed, so that every process notices. */
export interface DeclaredStateTable {
  org: string
  revision: number
}

/** An organisation that is set up in no file. `org` of this table is that of the installation. */
export interface OrganisationTable {
  org: string
  id: string
  name: string
  made_at: number
  made_by: string
}

/** What an organisation chose of what it may use: something it hides, or something it asks its operator for. */
export interface ModuleChoiceTable {
  org: string
  module: string
  choice: string
  changed_at: number
  changed_by: string
}
