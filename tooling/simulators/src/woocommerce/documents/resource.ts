import type { JsonObject } from '../json.ts'
import type { Answer } from '../rest/answer.ts'
import type { Parameters } from '../rest/parameters.ts'
import type { Query } from '../rest/query-string.ts'
import type { RestRequest } from '../rest/route.ts'
import type { Document, DocumentKind, Store, StoreEvent } from '../store/store.ts'
import type { Ordering } from '../store/table.ts'

/** A kind of record with endpoints like all others: what is special about it. */
export interface Resource {
  readonly kind: DocumentKind
  /** Of the list, such as `products/#/variations`. */
  readonly path: string
  /** Filters that are not named here are ignored in silence. */
  readonly parameters: Parameters
  readonly dates: { readonly created: boolean; readonly modified: boolean }
  /** By the name in `orderby`; the first is the default. */
  readonly orderings: Readonly<
    Record<string, Ordering | ((one: Document, other: Document) => number)>
  >
  readonly defaultOrder: 'asc' | 'desc'
  /** Beside the parent's, which is looked after elsewhere. */
  readonly matches?: (query: Query, store: Store) => (document: Document) => boolean
  readonly row: (store: Store, document: Document) => JsonObject
  /** Fields that may be written, with what they are where nobody wrote them. */
  readonly defaults: JsonObject
  /** Of the defaults, what the store works out by itself. */
  readonly readOnly?: readonly string[]
  /** What stands beside `self` and `collection` in the links. */
  readonly links?: (document: Document, root: string) => JsonObject
  readonly allow?: readonly string[]
  readonly invalidId: Answer
  /** What webhooks call it. */
  readonly event?: StoreEvent['resource']
  readonly firstStatus: string
  /** What `DELETE` without `force` is answered where there is no trash. */
  readonly noTrash?: Answer
  /** What is wrong with a record that is to be made. */
  readonly problem?: (store: Store, request: RestRequest) => Answer | undefined
  /** Whether there is what its records belong to. */
  readonly hasParent?: (store: Store, parent: number) => boolean
  /** The list has no paging: it shows all, with or without saying how many. */
  readonly unpaged?: 'counted' | 'uncounted'
}
