import { isJsonObject, type Json, type StripeObject } from '../json.ts'
import type { Account } from '../store/account.ts'
import type { KindName } from './kinds.ts'

/** A list that hangs on an object: shown inside it, at most ten rows, and paged at an address of its own. */
export interface NestedList {
  readonly of: KindName
  readonly field: string
  /** Shown only where it is expanded; or never inside its object, only at its address. */
  readonly shown: 'always' | 'expanded' | 'never'
  /** Where the rows are not kept in the object itself: the kind that they are, as children of the object. */
  readonly rows?: KindName
}

export const nestedLists: readonly NestedList[] = [
  { of: 'invoices', field: 'lines', shown: 'always' },
  { of: 'credit_notes', field: 'lines', shown: 'always' },
  { of: 'subscriptions', field: 'items', shown: 'always' },
  { of: 'transfers', field: 'reversals', shown: 'always' },
  { of: 'application_fees', field: 'refunds', shown: 'always' },
  { of: 'checkout_sessions', field: 'line_items', shown: 'expanded' },
  { of: 'quotes', field: 'line_items', shown: 'expanded' },
  { of: 'payment_links', field: 'line_items', shown: 'expanded' },
  { of: 'charges', field: 'refunds', shown: 'expanded', rows: 'refunds' },
  { of: 'customers', field: 'tax_ids', shown: 'expanded', rows: 'tax_ids' },
  { of: 'customers', field: 'subscriptions', shown: 'expanded', rows: 'subscriptions' },
  { of: 'customers', field: 'payment_methods', shown: 'never', rows: 'payment_methods' },
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
