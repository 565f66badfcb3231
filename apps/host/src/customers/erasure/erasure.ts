import type { Occurrence } from '../../store/index.ts'
import type { VendorErasure } from './vendor-erasure.ts'

/** What was erased, and what is left. Nothing in it tells who it was. */
export interface Erasure {
  readonly person: string
  readonly dry: boolean
  readonly records: number
  /** Rows that went, and rows that stay without whose they are, by entity. */
  readonly removed: Readonly<Record<string, number>>
  readonly kept: Readonly<Record<string, number>>
  readonly letters: number
  readonly webhooks: number
  readonly vendors: readonly VendorErasure[]
  /** Records that name the person and are of others too. */
  readonly shared: number
  /** The proof: where something of the person still stands. Empty: nowhere. */
  readonly left: readonly Occurrence[]
  /** Nothing is left, here or at a vendor. */
  readonly ok: boolean
}

/** What was erased in all, where it was done in several goes; what is left is as the last of them found it. */
export function inAll(now: Erasure, before: Erasure | undefined): Erasure {
  if (before === undefined) return now
  return {
    ...now,
    records: before.records + now.records,
    removed: added(before.removed, now.removed),
    kept: added(before.kept, now.kept),
    letters: before.letters + now.letters,
    webhooks: before.webhooks + now.webhooks,
  }
}

function added(
  before: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const names = new Set([...Object.keys(before), ...Object.keys(now)])
  return Object.fromEntries(
    [...names].map((name) => [name, (before[name] ?? 0) + (now[name] ?? 0)]),
  )
}
