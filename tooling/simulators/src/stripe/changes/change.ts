import type { Json, JsonObject, StripeObject } from '../json.ts'
import { kindOf, type KindName } from '../kinds/kinds.ts'
import { balanceNow } from '../money/ledger.ts'
import { rowOf } from '../shapes/row.ts'
import type { Account } from '../store/account.ts'
import { idPrefix } from '../store/id-prefix.ts'
import { changeEvents, creationEvents, deletionEvents, statusEvents } from './event-names.ts'

/** Which object another belongs to, where a list is asked for by it. */
const parentFields: Readonly<Partial<Record<KindName, string>>> = {
  balance_transactions: 'source',
  charges: 'customer',
  disputes: 'charge',
  early_fraud_warnings: 'charge',
  payment_intents: 'customer',
  payment_methods: 'customer',
  refunds: 'charge',
  subscriptions: 'customer',
  tax_ids: 'customer',
}

/** Puts a row where it belongs, without a word to anybody. */
export function putRow(
  account: Account,
  kind: KindName,
  known: { readonly id: string; readonly created: number; readonly parent?: string | null },
  row: () => StripeObject,
): void {
  const { id, created, parent = null } = known
  account.tables[kind].put({ id, created, row, ...(parent !== null && { parent }) })
}

/** Makes an object now: its defaults, and over them what is given. An `id` may be among that. */
export function create(account: Account, kind: KindName, fields: JsonObject): StripeObject {
  const created = typeof fields['created'] === 'number' ? fields['created'] : account.now()
  const id =
    typeof fields['id'] === 'string'
      ? fields['id']
      : account.newId(idPrefix(kind, account.livemode))
  const row = rowOf(kind, { id, created, livemode: account.livemode }, fields)
  keep(account, kind, row, created)
  for (const type of [...creationEvents(kind), ...statusEvents(kind, row)]) {
    account.fire({ type, created: account.now(), object: () => row })
  }
  return row
}

/** Changes properties of an object, and tells what that means. @throws if there is none. */
export function update(
  account: Account,
  kind: KindName,
  id: string,
  changes: JsonObject,
): StripeObject {
  const before = existing(account, kind, id)
  const after: StripeObject = { ...before, ...changes, id, object: before.object }
  const previous = differences(before, after)
  keep(account, kind, after, createdIn(account, kind, id))
  if (Object.keys(previous).length === 0) return after
  for (const type of changeEvents(kind, before, after)) {
    account.fire({ type, created: account.now(), object: () => after, previous })
  }
  return after
}

/** Deletes an object. @throws if there is none. */
export function remove(account: Account, kind: KindName, id: string): void {
  const row = existing(account, kind, id)
  account.tables[kind].remove(id)
  for (const type of deletionEvents(kind)) {
    account.fire({ type, created: account.now(), object: () => row })
  }
}

export function existing(account: Account, kind: KindName, id: string): StripeObject {
  const row = account.tables[kind].get(id)
  if (row === undefined) throw new Error(`There is no ${kindOf(kind).object} ${id}.`)
  return row
}

function keep(account: Account, kind: KindName, row: StripeObject, created: number): void {
  const parentField = parentFields[kind]
  const parent = parentField === undefined ? undefined : row[parentField]
  const known = { id: row.id, created, ...(typeof parent === 'string' && { parent }) }
  // Money becomes available by itself.
  const shown = kind === 'balance_transactions' ? () => balanceNow(account, row) : () => row
  putRow(account, kind, known, shown)
}

function createdIn(account: Account, kind: KindName, id: string): number {
  const table = account.tables[kind]
  return table.at(table.positionOf(id) ?? 0).created
}

function differences(before: StripeObject, after: StripeObject): JsonObject {
  const previous: Record<string, Json> = {}
  for (const [key, held] of Object.entries(after)) {
    const isShown = !key.startsWith('~')
    if (isShown && JSON.stringify(before[key]) !== JSON.stringify(held)) {
      previous[key] = before[key] ?? null
    }
  }
  return previous
}
