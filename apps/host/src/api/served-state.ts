import type { Fault } from '@cartograph/core'
import type { Served } from '../store/index.ts'

/** How a document that a vendor fetches stands. */
export interface ServedState {
  /** Missing while there is none. */
  readonly version?: string
  readonly items: number
  readonly bytes: number
  readonly madeAt?: string
  /** Items have changed since. */
  readonly isOutdated: boolean
  /** A newer version waits for somebody's word, because so many items would vanish. */
  readonly held?: { readonly vanished: number; readonly of: number; readonly at: string }
  /** Why the last attempt made no version. */
  readonly fault?: Fault
  readonly fetchedAt?: string
  /** The program that fetched it last. */
  readonly fetchedBy?: string
}

export function servedState(served: Served): ServedState {
  const { version, held, fault, fetchedAt, fetchedBy } = served
  return {
    ...(version !== undefined && {
      version: version.hash,
      madeAt: new Date(version.madeAt).toISOString(),
    }),
    items: version?.items ?? 0,
    bytes: version?.bytes ?? 0,
    isOutdated: served.made !== served.wanted,
    ...(held !== undefined && { held: { ...held, at: new Date(held.at).toISOString() } }),
    ...(fault !== undefined && { fault: JSON.parse(fault) as Fault }),
    ...(fetchedAt !== undefined && { fetchedAt: new Date(fetchedAt).toISOString() }),
    ...(fetchedBy !== undefined && { fetchedBy }),
  }
}
