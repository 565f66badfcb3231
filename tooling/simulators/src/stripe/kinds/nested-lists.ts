import type { Account } from '../store/account.ts'
import type { Json, StripeObject } from '../json.ts'
import { isJsonObject } from '../json.ts'
import type { KindName } from './kinds.ts'

/** A list that hangs on an object: shown inside it, at most ten rows, and paged at an address of its own. */
export interface NestedList {
  readonly of: KindName
  readonly field: string
  /** Of its address, where that is called otherwise than the field. */
  readonly path?: string
  /** Shown only where it is expanded. */
  readonly onlyExpanded?: true
  /** Where the rows are not kept in the object itself: the kind that they are, as children of the object. */
  readonly rows?: KindName
}

export const nestedLists: readonly NestedList[] = [
  { of: 'invoices', field: 'lines' },
  { of: 'credit_notes', field: 'lines' },
  { of: 'subscriptions', field: 'items' },
  { of: 'transfers', field: 'reversals' },
  { of: 'application_fees', field: 'refunds' },
  { of: 'checkout_sessions', field: 'line_items', onlyExpanded: true },
  { of: 'quotes', field: 'line_items', onlyExpanded: true },
  { of: 'payment_links', field: 'line_items', onlyExpanded: true },
  { of: 'charges', field: 'refunds', onlyExpanded: true, rows: 'refunds' },
  { of: 'customers', field: 'tax_ids', onlyExpanded: true, rows: 'tax_ids' },
  { of: 'customers', field: 'subscriptions', onlyExpanded: true, rows: 'subscriptions' },
  {
    of: 'customers',
    field: 'payment_methods',
    onlyExpanded: true,
    rows: 'payment_methods',
  },
]

/** All rows of such a list, newest first where they have a table of their own. */
export function nestedRows(
  account: Account,
  list: NestedList,
  parent: StripeObject,
): readonly StripeObject[] {
  if (list.rows === undefined) return rowsIn(parent[list.field])
  return account.tables[list.rows]
    .childrenOf(parent.id)
    .toSorted((one, other) => other.created - one.created)
    .map((entry) => entry.row())
}

function rowsIn(value: Json | undefined): readonly StripeObject[] {
  return Array.isArray(value) ? value.filter((row): row is StripeObject => isJsonObject(row)) : []
}
