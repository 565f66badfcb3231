import { entities, isEntityName, type JsonObject } from '@cartograph/core'

/**
 * Rows that merchants must keep, for their books and their figures: they stay, without what tells whose they are. All other rows
 * of a person go.
 */
const kept = new Set(['order', 'payment', 'refund', 'dispute', 'subscription', 'voucherRedemption'])

/** Fields that name or describe a person, beside those that the model marks as personal. */
const telling = new Set(['customerId', 'billing', 'shipping', 'address', 'extra', 'properties'])

/** A row without whose it is, or `undefined` where it goes as a whole. */
export function impersonalRow(entity: string, row: JsonObject): JsonObject | undefined {
  if (!kept.has(entity) || !isEntityName(entity)) return undefined
  const { shape } = entities[entity].schema
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => {
      const marks = shape[name]?.meta() as { readonly personal?: unknown } | undefined
      return !telling.has(name) && marks?.personal === undefined
    }),
  )
}
