import { isJsonObject, jsonAt, type JsonObject } from '../json.ts'

/** The newest version: that of stripe@23.1.0. */
export const newestVersion = '2026-10-28.endive'

const basil = '2025-03-31'

/** Up to this version, exclusively, a charge shows its refunds without being asked to. */
export const refundsHiddenSince = '2022-11-15'

/** Versions begin with their date, whatever the name behind it. */
export function isBefore(version: string, date: string): boolean {
  return version.slice(0, date.length) < date
}

export function isVersion(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(\.[a-z_]+)?$/u.test(text)
}

/**
 * Moves what 2025-03-31.basil moved back to where it was, and drops what is kept for older versions only.
 *
 * `current_period_*` of a subscription went into its items, `subscription` of an invoice into `parent`; `invoice` of charges
 * and payment intents and `tax_amounts` of credit notes were removed.
 *
 * The notes of the vendor's client, version 18.0.0, say so (read 2026-11-22).
 */
export function atVersion(row: JsonObject, version: string): JsonObject {
  const moved = isBefore(version, basil) ? older(row) : row
  const hidden = Object.keys(moved).filter((key) => key.startsWith('~'))
  return hidden.length === 0 ? moved : without(moved, hidden)
}

function older(row: JsonObject): JsonObject {
  const { object } = row
  if (object === 'subscription') return olderSubscription(row)
  if (object === 'charge' || object === 'payment_intent') {
    return { ...row, ...formerOf(row) }
  }
  if (object === 'credit_note') return { ...row, tax_amounts: [] }
  if (object !== 'invoice') return row
  const subscription = jsonAt(row, 'parent.subscription_details.subscription') ?? null
  return { ...without(row, ['parent']), subscription }
}

/** What is kept for older versions only, by the names it has there. */
function formerOf(row: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => key.startsWith('~'))
      .map(([key, held]) => [key.slice(1), held]),
  )
}

function olderSubscription(row: JsonObject): JsonObject {
  const { items } = row
  if (!isJsonObject(items) || !Array.isArray(items['data'])) return row
  const data = items['data'].filter(isJsonObject)
  return {
    ...row,
    current_period_start: data[0]?.['current_period_start'] ?? null,
    current_period_end: data[0]?.['current_period_end'] ?? null,
    items: {
      ...items,
      data: data.map((item) => without(item, ['current_period_start', 'current_period_end'])),
    },
  }
}

function without(row: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)))
}
