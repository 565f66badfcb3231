import { personLocks, storedErasures, type Dialect, type Work } from '../../store/index.ts'
import type { Erasure } from './erasure.ts'
import { isOpenAt } from './vendor-erasure.ts'

/** How an erasure stands. Nothing in it tells who it was. */
export interface ListedErasure {
  readonly person: string
  readonly askedAt: number
  readonly askedBy: string
  /** `open`: it is tried again by itself. `byHand`: what is left is for people to do. */
  readonly state: 'done' | 'open' | 'byHand'
  readonly attempts?: number
  readonly nextAt?: number
  readonly vendors: Erasure['vendors']
  readonly left: Erasure['left']
}

/** The newest erasures, those that are open first. */
export function* listErasures(
  dialect: Dialect,
  org: string,
  limit: number,
): Work<readonly ListedErasure[]> {
  const locks = new Map((yield* personLocks(dialect, org)).map((lock) => [lock.person, lock]))
  const stored = yield* storedErasures(dialect, org, [...locks.keys()], limit)
  const listed = stored.map(({ person, at, by, report }): ListedErasure => {
    const { vendors, left, ok } = JSON.parse(report) as Erasure
    const asked = { person, askedAt: at, askedBy: by, vendors, left }
    const lock = locks.get(person)
    if (lock === undefined) return Object.assign(asked, { state: ok ? 'done' : 'byHand' } as const)
    const { attempts, dueAt: nextAt } = lock
    return Object.assign(asked, { state: 'open', attempts, nextAt } as const)
  })
  return [
    ...listed.filter(({ state }) => state === 'open'),
    ...listed.filter(({ state }) => state !== 'open'),
  ]
}

/** At which vendors an erasure is not done yet. */
export function openVendors({ vendors }: Pick<ListedErasure, 'vendors'>): readonly string[] {
  return vendors.filter(isOpenAt).map(({ connection }) => connection)
}
