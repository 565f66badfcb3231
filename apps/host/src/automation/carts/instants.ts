import type { CartRow } from './cart-row.ts'

/**
 * When a cart was begun and touched, by our clock.
 *
 * The vendor's clock may be wrong by an hour; by how much, its answers have told. What it does not explain is cut off at the
 * instant at which the change was seen: nothing is touched later than that.
 */
export function ownInstants(
  { createdAt, touchedAt }: Pick<CartRow, 'createdAt' | 'touchedAt'>,
  { offsetMs, seenAt }: { readonly offsetMs: number; readonly seenAt: number },
): { readonly createdAt: number; readonly touchedAt: number } {
  const touched = Math.min(touchedAt - offsetMs, seenAt)
  return { createdAt: Math.min(createdAt - offsetMs, touched), touchedAt: touched }
}
