import type { Fault, JsonObject } from '@cartograph/core'
import type { Configuration } from '../config/index.ts'
import {
  lettersAfter,
  placeName,
  rowsAfter,
  rowsById,
  type Place,
  type Store,
} from '../store/index.ts'
import { bonusTrial } from './bonus-trial.ts'
import { isChangedCheck } from './changed-check.ts'

/** What an import of bonus checks comes to, without anything being imported. */
export interface BonusLook {
  readonly rows: number
  readonly new: number
  /** They are there already, and nothing is given back of what was spent of them. */
  readonly known: number
  /** Of those that are known: what the file says otherwise of them. */
  readonly changed: number
  readonly redeemedBefore: number
  /** Their end has passed. */
  readonly over: number
  /** What the new ones are worth, in minor units by currency. */
  readonly worth: Readonly<Record<string, number>>
  /** Rows that cannot be imported. */
  readonly faults: readonly { readonly key: string; readonly fault: Fault }[]
}

const pageSize = 1000

/** What would come of the file that the configuration names, beside the checks that a store knows. */
export function bonusLook(
  configuration: Configuration,
  place: Place,
  { known, signal }: { readonly known: Store | undefined; readonly signal: AbortSignal },
): Promise<BonusLook> {
  return bonusTrial(configuration, place, signal, (trial) => comparedChecks(trial, known, place))
}

/** What an import would change, by what it made in a store that is thrown away. */
export async function comparedChecks(
  trial: Store,
  store: Store | undefined,
  place: Place,
): Promise<BonusLook> {
  const counts = { rows: 0, new: 0, known: 0, changed: 0, redeemedBefore: 0, over: 0 }
  const worth = new Map<string, number>()
  for await (const rows of pagesOf(trial)) {
    const before = await knownAmong(store, rows)
    for (const row of rows) {
      counts.rows += 1
      const known = before.get(row['id'] as string)
      if (known?.['status'] === 'redeemed') counts.redeemedBefore += 1
      else if (known !== undefined) counts.known += 1
      else {
        counts.new += 1
        const currency = row['currency'] as string
        worth.set(currency, (worth.get(currency) ?? 0) + (row['amount'] as number))
      }
      if (known !== undefined && isChangedCheck(known, row)) counts.changed += 1
      const { expiresAt } = row
      if (typeof expiresAt === 'string' && Date.parse(expiresAt) <= Date.now()) counts.over += 1
    }
  }
  return { ...counts, worth: Object.fromEntries(worth), faults: await faultsIn(trial, place) }
}

async function* pagesOf(trial: Store): AsyncGenerator<readonly JsonObject[]> {
  for (let after = ''; ;) {
    const from = after
    const rows = await trial.read((dialect, org) =>
      rowsAfter(dialect, org, 'voucher', from, pageSize),
    )
    yield rows.map(({ data }) => JSON.parse(data) as JsonObject)
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) return
    after = last.id
  }
}

async function knownAmong(
  store: Store | undefined,
  rows: readonly JsonObject[],
): Promise<ReadonlyMap<string, JsonObject>> {
  if (store === undefined || rows.length === 0) return new Map()
  const ids = rows.map(({ id }) => id as string)
  const known = await store.read((dialect, org) => rowsById(dialect, org, 'voucher', ids))
  return new Map(
    [...known.values()]
      .filter(({ deleted }) => !deleted)
      .map(({ id, data }) => [id, JSON.parse(data) as JsonObject]),
  )
}

async function faultsIn(trial: Store, place: Place): Promise<BonusLook['faults']> {
  const part = { side: 'source', part: placeName(place) } as const
  const letters = await trial.read((dialect, org) =>
    lettersAfter(dialect, org, part, undefined, mostFaults),
  )
  return letters.map(({ key, fault: found }) => ({ key, fault: found }))
}

/** A file of which every row is wrong is told by the first of them. */
const mostFaults = 1000
