import { actorText, audit, type Actor } from '../../access/index.ts'
import { defaultCustomers } from '../../config/index.ts'
import type { Installation } from '../../connections/index.ts'
import type { Alone } from '../../queue/index.ts'
import {
  dropEmptyNames,
  dropIdleSpellings,
  forgetSent,
  lockPerson,
  personLocks,
  unlockPerson,
  writeErasure,
} from '../../store/index.ts'
import { bringUpToDate } from '../persons/up-to-date.ts'
import { eraseAtVendors } from './at-vendors.ts'
import { erasable, type Erasable } from './erasable.ts'
import { eraseHere, nameOf, planOf } from './erase-here.ts'
import { inAll, type Erasure } from './erasure.ts'
import { joinedWith, type OpenErasure } from './open-erasure.ts'
import { proof } from './proof.ts'
import { reportOf } from './report-of.ts'
import { shownDocuments } from './served-documents.ts'
import { findTargets, keysAtVendors } from './targets.ts'
import { isOpenAt } from './vendor-erasure.ts'
import { waitBeforeNext } from './waiting.ts'

export interface EraseOptions {
  /** Who asked for it, for the report and the audit log. */
  readonly by: Actor
  readonly signal: AbortSignal
  readonly now?: () => number
  /** Only tells what would be erased, and asks no vendor. */
  readonly dry?: boolean
  /** Keeps deliveries from the sinks of a vendor while it is asked. Default: nobody delivers meanwhile. */
  readonly alone?: Alone | undefined
}

type Scene = Pick<Installation, 'store' | 'configuration' | 'lines'>

/**
 * Erases a person: everything that connections told of them, all that was computed from it, what is kept of webhooks and letters, and,
 * where connectors can, the person at the vendors.
 *
 * Orders and payments stay for the books and the figures, without whose they are. Sinks are told by their deliveries, like of any
 * other change. Of the native records the keys stay, so that neither a replay nor a late webhook brings the person back. From its
 * beginning until all is done the person is locked: no page keeps a record that names them. Where something was left or a vendor
 * failed it is gone on with, by a host or by whoever asks again; what was done then is not done again.
 *
 * @throws a `notFound` fault for a name that nobody has.
 */
export async function erasePerson(
  scene: Scene,
  name: string,
  options: EraseOptions,
): Promise<Erasure> {
  const { store } = scene
  const { by, now = Date.now, dry = false } = options
  await follow(scene, options)
  const known = await store.read((dialect, org) => erasable(dialect, org, name))
  if (dry) {
    const targets = await findTargets(store, known.rows.map(nameOf), known.trail)
    return reportOf(known, targets, planOf(known.rows), true)
  }
  const at = now()
  const { person } = known
  const attempts = await store.write(function* (dialect, org) {
    const locks = yield* personLocks(dialect, org)
    const before = locks.find((lock) => lock.person === person)?.attempts ?? 0
    const dueAt = at + waitBeforeNext(before, [])
    yield* lockPerson(dialect, org, { person, attempts: before + 1, dueAt }, known.trail.texts)
    yield* audit(dialect, org, {
      actor: by,
      action: 'customer.erase',
      target: person,
      at,
      outcome: 'begun',
    })
    return before + 1
  })
  // What was committed until the lock held is seen by now.
  await follow(scene, options)
  const locked = await store.read((dialect, org) => erasable(dialect, org, name))
  const { report, open } = await erasedHere(scene, locked, at, options)
  await follow(scene, options)
  await store.write(function* (dialect, org) {
    yield* dropIdleSpellings(dialect, org)
    for (const text of open.trail.texts) {
      yield* forgetSent(dialect, org, text)
      yield* dropEmptyNames(dialect, org, text)
    }
  })
  const vendors = await eraseAtVendors(scene, open, report.vendors, options)
  const documents = await shownDocuments(store, scene.configuration, open.trail)
  const left = [...(await proof(store, open.trail)), ...documents]
  const isDone = vendors.every(({ status }) => status === 'done')
  return settle(scene, options, {
    erasure: { ...report, vendors, left, ok: isDone && left.length === 0 },
    open,
    attempts,
    askedAt: locked.begun?.stored.at ?? at,
    askedBy: locked.begun?.stored.by ?? actorText(by),
  })
}

/** What is in the store, and in the same transaction what is needed to go on with the rest. */
async function erasedHere(
  { store }: Scene,
  locked: Erasable,
  at: number,
  { by }: EraseOptions,
): Promise<{ readonly report: Erasure; readonly open: OpenErasure }> {
  const { person, members, rows, trail, begun } = locked
  const targets = await findTargets(store, rows.map(nameOf), trail)
  const plan = planOf(rows)
  const found = { members, trail, keys: keysAtVendors(targets) }
  const open = joinedWith(found, begun?.open)
  const before = begun?.report
  const report = await store.write(function* (dialect, org) {
    const letters = yield* eraseHere(dialect, org, { person, members, targets, plan, trail, at })
    const now = { ...reportOf(locked, targets, plan, false), letters }
    const all = { ...inAll(now, before), vendors: before?.vendors ?? [], ok: false }
    yield* writeErasure(dialect, org, {
      person,
      at: begun?.stored.at ?? at,
      by: begun?.stored.by ?? actorText(by),
      report: JSON.stringify(all),
      unfinished: JSON.stringify(open),
    })
    return all
  })
  return { report, open }
}

interface Settling {
  readonly erasure: Erasure
  readonly open: OpenErasure
  readonly attempts: number
  readonly askedAt: number
  readonly askedBy: string
}

/** Keeps the report, and the lock with what is needed to go on, or neither. */
async function settle(
  { store }: Scene,
  { by, now = Date.now }: EraseOptions,
  { erasure, open, attempts, askedAt, askedBy }: Settling,
): Promise<Erasure> {
  const { person, vendors, left, ok } = erasure
  // What a connector cannot do is for people to do, and doing this again would not help.
  const isOpen = left.length > 0 || vendors.some(isOpenAt)
  const at = now()
  await store.write(function* (dialect, org) {
    if (isOpen) {
      const dueAt = at + waitBeforeNext(attempts, vendors)
      yield* lockPerson(dialect, org, { person, attempts, dueAt }, open.trail.texts)
    } else yield* unlockPerson(dialect, org, person)
    yield* writeErasure(dialect, org, {
      person,
      at: askedAt,
      by: askedBy,
      report: JSON.stringify(erasure),
      unfinished: isOpen ? JSON.stringify(open) : undefined,
    })
    yield* audit(dialect, org, {
      actor: by,
      action: 'customer.erase',
      target: person,
      at,
      outcome: ok ? 'done' : 'unfinished',
    })
  })
  await store.foldLog()
  return erasure
}

function follow(
  { store, configuration }: Scene,
  { signal, now = Date.now }: EraseOptions,
): Promise<void> {
  const settings = configuration.customers ?? defaultCustomers
  return bringUpToDate(store, { settings, signal, now })
}
