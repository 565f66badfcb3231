import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fault, type Fault, type JsonObject } from '@cartograph/core'
import type { Configuration } from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import { sync } from '../engine/index.ts'
import {
  isPostgres,
  lettersAfter,
  openStore,
  placeName,
  rowsAfter,
  rowsById,
  type Place,
  type Store,
} from '../store/index.ts'

/** What an import of bonus checks comes to, without anything being imported. */
export interface BonusLook {
  readonly rows: number
  readonly new: number
  /** They are there already, and nothing is given back of what was spent of them. */
  readonly known: number
  readonly redeemedBefore: number
  /** Their end has passed. */
  readonly over: number
  /** What the new ones are worth, in minor units by currency. */
  readonly worth: Readonly<Record<string, number>>
  /** Rows that cannot be imported. */
  readonly faults: readonly { readonly key: string; readonly fault: Fault }[]
}

const pageSize = 1000

/** Imports into a store that is thrown away, so that it finds what the import itself would find, row by row. */
export async function bonusLook(
  configuration: Configuration,
  place: Place,
  signal: AbortSignal,
): Promise<BonusLook> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bonus-'))
  const { organisation } = configuration
  try {
    const trial = await openStore({ store: join(folder, 'trial.db'), organisation })
    const lines = openLines()
    try {
      const streams = [place.stream]
      const report = await sync(
        { configuration, store: trial, lines },
        { connections: [place.connection], streams, signal },
      )
      const failed = report.runs.find((run) => run.fault !== undefined)?.fault
      if (failed !== undefined) throw fault(failed)
      return await compared(trial, configuration, place)
    } finally {
      await lines.close()
      await trial.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compared(
  trial: Store,
  { store: location, organisation }: Configuration,
  place: Place,
): Promise<BonusLook> {
  const isThere = isPostgres(location) || existsSync(location)
  const store = isThere
    ? await openStore({ store: location, organisation, readOnly: true })
    : undefined
  try {
    const counts = { rows: 0, new: 0, known: 0, redeemedBefore: 0, over: 0 }
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
        const { expiresAt } = row
        if (typeof expiresAt === 'string' && Date.parse(expiresAt) <= Date.now()) counts.over += 1
      }
    }
    return { ...counts, worth: Object.fromEntries(worth), faults: await faultsIn(trial, place) }
  } finally {
    await store?.close()
  }
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
