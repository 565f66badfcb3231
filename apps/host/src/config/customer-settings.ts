import type { EntityName } from '@cartograph/core'
import type { PageSettings } from './page-settings.ts'

/** How the customers of an organisation are told apart, put together and shown. */
export interface CustomerSettings {
  readonly identity: IdentitySettings
  readonly properties: PropertySettings
  /** By id, in the order of the file. */
  readonly nodes: ReadonlyMap<string, CustomerNode>
  /** Default: none. */
  readonly pages?: PageSettings
}

/** What makes two records one person. */
export interface IdentitySettings {
  /** Identifiers beyond e-mail, phone and the ids of customers. */
  readonly identifiers: readonly ConfiguredIdentifier[]
  /** The strongest first. */
  readonly rules: readonly IdentityRule[]
  /** Namespaces in which one person never has two values: records that differ in them are never joined by a rule. */
  readonly neverDiffer: readonly string[]
  /** An identifier that more records have is shared, and identifies nobody. */
  readonly recordsPerIdentifier: number
  /** Records that would be more are joined by stronger rules alone. */
  readonly recordsPerPerson: number
  /** Values that identify nobody, by namespace; one that begins with `@` is a whole domain. */
  readonly ignored: ReadonlyMap<string, readonly string[]>
}

export interface ConfiguredIdentifier {
  readonly namespace: string
  readonly entity: EntityName
  /** Where it stands in a row, one name a step. */
  readonly path: readonly string[]
  /** Default: rows of all connections. */
  readonly connections?: readonly string[]
  /** What is put before the value, such as the connection that an id of another system is of. */
  readonly prefix?: string
}

export interface IdentityRule {
  /** What it is called where a merge is explained. */
  readonly name: string
  /** Namespaces in which both records must have an equal value. */
  readonly match: readonly string[]
  /** E-mail addresses never are. */
  readonly caseSensitive: boolean
}

/** How the value of a property is chosen among those that the records of a person have. */
export type PropertyPolicy = 'newest' | 'first' | 'longest' | 'priority' | 'union'

export interface PropertySettings {
  /** Those of the commerce model that are shown, by name. */
  readonly base: ReadonlyMap<string, PropertyPolicy>
  readonly extended: ReadonlyMap<string, ExtendedProperty>
  /** Connections, the most trusted first; those that are not named come after. */
  readonly priority: readonly string[]
}

export type ExtendedType =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'email'
  | 'url'
  | 'strings'

/** A property of the organisation's own. */
export interface ExtendedProperty {
  readonly label: string
  readonly type: ExtendedType
  /** Where it stands in a customer's row. */
  readonly path: readonly string[]
  readonly policy: PropertyPolicy
  /** The only values that it may have. */
  readonly values?: readonly (string | number)[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
}

/**
 * A part of the organisation with customers of its own: a brand, a shop, a country.
 *
 * It either owns connections, or is a view that merges the customers of other nodes.
 */
export type CustomerNode = {
  readonly id: string
  readonly name: string
  /** Of phone numbers that are written without one. */
  readonly country?: string
} & (
  | { readonly kind: 'entry'; readonly connections: readonly string[] }
  | {
      readonly kind: 'view'
      readonly of: readonly string[]
      /** Whose value wins where nodes differ: the first of the list that has one, or the newest. */
      readonly priority: 'order' | 'time'
    }
)
