import { canonicalise } from '@cartograph/core'
import { actorText, audit, type Actor } from '../../access/index.ts'
import { defaultCustomers } from '../../config/index.ts'
import type { Installation } from '../../connections/index.ts'
import {
  appendChanges,
  contentHash,
  dropDecisionsAbout,
  dropEmptyNames,
  dropLettersAbout,
  emptyRows,
  emptyWebhooks,
  forgetRecords,
  forgetTraces,
  occurrencesOf,
  rewriteRows,
  writeErasure,
  type Dialect,
  type NamedRow,
  type Occurrence,
  type Store,
  type Work,
} from '../../store/index.ts'
import { aloneWithPersons } from '../persons/alone.ts'
import { followCustomers } from '../persons/follow.ts'
import { idsByEntity } from '../persons/moved-traces.ts'
import { eraseAtVendors, type VendorErasure } from './at-vendors.ts'
import { erasable, type RowOfPerson } from './erasable.ts'
import { impersonalRow } from './impersonal.ts'
import { findTargets, type Targets } from './targets.ts'
import type { Trail } from './trail.ts'

export interface EraseOptions {
  /** Who asked for it, for the report and the audit log. */
  readonly by: Actor
  readonly signal: AbortSignal
  readonly now?: () => number
  /** Only tells what would be erased, and asks no vendor. */
  readonly dry?: boolean
}

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

/**
 * Erases a person: everything that connections told of them, all that was computed from it, what is kept of webhooks and letters, and,
 * where connectors can, the person at the vendors.
 *
 * Orders and payments stay for the books and the figures, without whose they are. Sinks are told by their deliveries, like of any
 * other change. Of the native records the keys stay, so that neither a replay nor a late webhook brings the person back. It can be
 * done again, and must be where something was left or a vendor failed.
 *
 * @throws a `notFound` fault for a name that nobody has.
 */
export async function erasePerson(
  installation: Pick<Installation, 'store' | 'configuration' | 'lines'>,
  name: string,
  options: EraseOptions,
): Promise<Erasure> {
  const { store, configuration } = installation
  const { by, signal, now = Date.now, dry = false } = options
  const settings = configuration.customers ?? defaultCustomers
  await followCustomers(store, { settings, signal, now })
  const known = await store.read((dialect, org) => erasable(dialect, org, name))
  const { person, members, rows, trail } = known
  const targets = await findTargets(store, rows.map(nameOf), trail)
  const plan = planOf(rows)
  const counts = {
    person,
    dry,
    records: targets.records.reduce((sum, { keys }) => sum + keys.length, 0),
    removed: countsOf(plan.removed),
    kept: countsOf(plan.kept),
    webhooks: targets.webhooks.length,
    shared: targets.shared.reduce((sum, { keys }) => sum + keys.length, 0),
  }
  if (dry) return { ...counts, letters: 0, vendors: [], left: [], ok: true }
  const at = now()
  const said = { actor: by, action: 'customer.erase', target: person } as const
  const letters = await store.write(function* (dialect, org) {
    yield* audit(dialect, org, { ...said, at, outcome: 'begun' })
    return yield* eraseHere(dialect, org, { person, members, targets, plan, trail, at })
  })
  await followCustomers(store, { settings, signal, now })
  await store.write(function* (dialect, org) {
    for (const text of trail.texts) yield* dropEmptyNames(dialect, org, text)
  })
  const vendors = await eraseAtVendors(installation, members, targets, trail, signal)
  const left = await proof(store, trail)
  const isDone = vendors.every(({ status }) => status === 'done')
  const erasure = { ...counts, letters, vendors, left, ok: isDone && left.length === 0 }
  // What a connector cannot do is for people to do, and doing this again would not help.
  const isOpen = left.length > 0 || vendors.some(({ status }) => againHelps.has(status))
  const unfinished = isOpen ? JSON.stringify({ members, trail }) : undefined
  const kept = { person, at, by: actorText(by), report: JSON.stringify(erasure), unfinished }
  await store.write(function* (dialect, org) {
    yield* writeErasure(dialect, org, kept)
    yield* audit(dialect, org, { ...said, at: now(), outcome: erasure.ok ? 'done' : 'unfinished' })
  })
  return erasure
}

const againHelps: ReadonlySet<VendorErasure['status']> = new Set(['pending', 'failed'])

interface Plan {
  readonly removed: readonly RowOfPerson[]
  readonly kept: readonly RowOfPerson[]
}

/** What becomes of each row: gone, or what is left of it. */
function planOf(rows: readonly RowOfPerson[]): Plan {
  const removed: RowOfPerson[] = []
  const kept: RowOfPerson[] = []
  for (const each of rows) {
    const row = impersonalRow(each.entity, each.row)
    if (row === undefined) removed.push(each)
    else kept.push({ entity: each.entity, id: each.id, row })
  }
  return { removed, kept }
}

interface Erasing {
  readonly person: string
  readonly members: readonly string[]
  readonly targets: Targets
  readonly plan: Plan
  readonly trail: Trail
  readonly at: number
}

/** Everything in the store, in one transaction; gives back how many letters there were. */
function* eraseHere(
  dialect: Dialect,
  org: string,
  { person, members, targets, plan, trail, at }: Erasing,
): Work<number> {
  yield* aloneWithPersons(dialect, org)
  for (const { place, keys } of targets.records) yield* forgetRecords(dialect, org, place, keys)
  yield* emptyRows(org, plan.removed.map(nameOf), at)
  yield* rewriteRows(
    org,
    plan.kept.map(({ entity, id, row }) => {
      const data = canonicalise(row)
      return { entity, id, data, hash: contentHash(data) }
    }),
  )
  const profile = { entity: 'profile', id: person }
  yield* forgetTraces(org, [...[...plan.removed, ...plan.kept].map(nameOf), profile])
  yield* emptyWebhooks(dialect, org, targets.webhooks)
  yield* dropDecisionsAbout(dialect, org, members)
  const keys = targets.records.flatMap((each) => each.keys)
  const names = [...plan.removed, ...plan.kept].map(({ entity, id }) => `${entity}/${id}`)
  const letters = yield* dropLettersAbout(dialect, org, [...keys, ...names], trail.texts)
  yield* appendChanges(
    dialect,
    org,
    [
      ...plan.removed.map(({ entity, id }) => ({ entity, id, op: 'delete' as const })),
      ...plan.kept.map(({ entity, id }) => ({ entity, id, op: 'upsert' as const })),
    ],
    'live',
    at,
  )
  return letters
}

async function proof(store: Store, { texts }: Trail): Promise<readonly Occurrence[]> {
  const found = new Map<string, Occurrence>()
  for (const text of texts)
    for (const each of await store.read((dialect, org) => occurrencesOf(dialect, org, text))) {
      // What is kept to go on with it goes with its end.
      if (each.table === 'person_erasure') continue
      const name = `${each.table}.${each.column}`
      const rows = Math.max(each.rows, found.get(name)?.rows ?? 0)
      found.set(name, { ...each, rows })
    }
  return [...found.values()]
}

function nameOf({ entity, id }: NamedRow): NamedRow {
  return { entity, id }
}

function countsOf(rows: readonly NamedRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...idsByEntity(rows)].map(([entity, ids]) => [entity, ids.length]))
}
