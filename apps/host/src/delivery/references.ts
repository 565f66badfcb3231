import type { Fault, JsonObject, SinkItem } from '@cartograph/core'
import {
  entriesByKey,
  keyText,
  pendingChildren,
  unhindered,
  type Dialect,
  type ItemName,
  type LedgerEntry,
  type Work,
} from '../store/index.ts'
import type { Action } from './decide.ts'
import { hasMoreToBring } from './neighbours.ts'
import type { DeliveryScene } from './scene.ts'
import { intendedEntry, type ReadyAction } from './intents.ts'
import { itemOf } from './sources.ts'

interface Reference extends ItemName {
  readonly name: string
  readonly required: boolean
}

/** An action that must wait for an item of another sink, and why waiting is in vain for now, where it is. */
export interface HeldAction {
  readonly action: Action
  readonly entry: LedgerEntry
  /** `skipped`: what it needs was skipped, and so is this. `failed`: it cannot be sent until something is mended. */
  readonly verdict: 'waits' | 'skipped' | 'failed'
}

export interface SortedActions {
  readonly ready: readonly ReadyAction[]
  readonly held: readonly HeldAction[]
}

/** How far a chain of items that wait for each other is followed. */
const longestChain = 100

/** Tells what can be sent now from what waits for items of other sinks: parents are written first and deleted last. */
export async function sortByReferences(
  scene: DeliveryScene,
  actions: readonly Action[],
): Promise<SortedActions> {
  const references = actions.map((action) =>
    action.kind === 'delete' && action.entry.payload === null
      ? []
      : referencesOf(scene, itemOf(action)),
  )
  const deletes = actions.flatMap((action) =>
    action.kind === 'delete' ? action.entry.item_key : [],
  )
  const { store, place } = scene
  const { targets, children } = await store.read(function* (dialect, org) {
    const pending = yield* pendingChildren(dialect, org, place, deletes)
    return {
      targets: yield* readTargets(dialect, org, scene, references.flat()),
      children: new Map(pending.map((child) => [child.target, child])),
    }
  })
  const inHand = new Set(
    actions.flatMap((action) =>
      action.kind === 'write' ? targetName({ sink: place.sink, key: action.item.key }) : [],
    ),
  )
  const known = new Map<string, Promise<boolean>>()
  const mayCome = (target: ItemName) => {
    if (inHand.has(targetName(target))) return true
    const more = known.get(target.sink) ?? hasMoreToBring(scene, target.sink, actions.length)
    known.set(target.sink, more)
    return more
  }
  const ready: ReadyAction[] = []
  const held: HeldAction[] = []
  for (const [index, action] of actions.entries()) {
    const own = references[index] ?? []
    const found =
      action.kind === 'write'
        ? await firstHindrance({ scene, mayCome }, action.item.key, own, targets)
        : await childHindrance(scene, action.entry.item_key, children)
    if (found === undefined)
      ready.push({ action, references: remoteIds(own, targets), targets: own })
    else held.push({ action, verdict: found.verdict, entry: heldEntry(scene, action, found) })
  }
  return { ready, held }
}

/** The remote ids that repeats of some entries are given, as the first attempt was. */
export async function referencesFor(
  scene: DeliveryScene,
  entries: readonly LedgerEntry[],
): Promise<readonly SinkItem['references'][]> {
  const references = entries.map((entry) =>
    entry.payload === null ? [] : referencesOf(scene, JSON.parse(entry.payload) as JsonObject),
  )
  const targets = await scene.store.read((dialect, org) =>
    readTargets(dialect, org, scene, references.flat()),
  )
  return references.map((own) => remoteIds(own, targets))
}

function referencesOf({ sink }: DeliveryScene, item: JsonObject): readonly Reference[] {
  if (sink.references === undefined) return []
  return Object.entries(sink.references(item)).map(([name, target]) => ({
    name,
    sink: target.sink,
    key: keyText(target.key),
    required: target.required,
  }))
}

type Targets = ReadonlyMap<string, LedgerEntry>

const targetName = ({ sink, key }: ItemName) => `${sink} ${key}`

function* readTargets(
  dialect: Dialect,
  org: string,
  { place }: DeliveryScene,
  references: readonly Reference[],
): Work<Targets> {
  const targets = new Map<string, LedgerEntry>()
  for (const [sink, own] of Map.groupBy(references, (reference) => reference.sink)) {
    const keys = [...new Set(own.map(({ key }) => key))]
    const at = { connection: place.connection, sink }
    for (const entry of yield* entriesByKey(dialect, org, at, keys))
      targets.set(targetName({ sink, key: entry.item_key }), entry)
  }
  return targets
}

function remoteIds(references: readonly Reference[], targets: Targets): SinkItem['references'] {
  return Object.fromEntries(
    references.map((reference) => {
      const target = targets.get(targetName(reference))
      return [reference.name, isThere(target) ? (target?.remote_id ?? null) : null]
    }),
  )
}

/** The sink has it, in the present state or an earlier one. */
function isThere(entry: LedgerEntry | undefined): boolean {
  return entry !== undefined && entry.state !== 'gone' && entry.acked_hash !== null
}

interface Hindrance {
  readonly target: ItemName
  readonly verdict: HeldAction['verdict']
  readonly optional: boolean
  readonly reason: string | null
}

interface Asking {
  readonly scene: DeliveryScene
  /** Something that is not there yet may still be brought. */
  readonly mayCome: (target: ItemName) => boolean | Promise<boolean>
}

/** The reference that keeps an item from being sent: one that is in vain before one that is awaited. */
async function firstHindrance(
  asking: Asking,
  key: string,
  references: readonly Reference[],
  targets: Targets,
): Promise<Hindrance | undefined> {
  let awaited: Hindrance | undefined
  for (const reference of references) {
    const found = await hindrance(asking, key, reference, targets.get(targetName(reference)))
    if (found !== undefined && found.verdict !== 'waits') return found
    awaited ??= found
  }
  return awaited
}

async function hindrance(
  { scene, mayCome }: Asking,
  key: string,
  reference: Reference,
  target: LedgerEntry | undefined,
): Promise<Hindrance | undefined> {
  if (isThere(target)) return undefined
  const { sink, required } = reference
  const named = `the item ${reference.key} of the sink "${sink}"`
  const waits: Hindrance = {
    target: reference,
    verdict: 'waits',
    optional: !required,
    reason: null,
  }
  const inVain = (verdict: 'skipped' | 'failed', reason: string) =>
    required ? { ...waits, verdict, reason } : undefined
  if (target === undefined || target.state === 'gone') {
    if (!scene.neighbours.some((neighbour) => neighbour.sink === sink))
      return inVain('failed', `It needs ${named}, and no delivery sends anything there.`)
    return required || (await mayCome(reference)) ? waits : undefined
  }
  if (target.state === 'failed') return inVain('failed', `It needs ${named}, which failed.`)
  if (target.state === 'skipped') return inVain('skipped', `It needs ${named}, which was skipped.`)
  if (target.state !== 'held') return waits
  const self = { sink: scene.place.sink, key }
  const circle = await circleOf(scene, self, target, sink)
  if (circle !== undefined)
    return inVain('failed', `It needs ${named}, and that needs this one in turn: ${circle}.`)
  if (target.reason === null) return waits
  const verdict = target.sent_hash === null ? 'skipped' : 'failed'
  return inVain(verdict, `It needs ${named}, which cannot be sent: ${target.reason}`)
}

/** The items that wait for each other, in words, where following them leads back to `self`. */
async function circleOf(
  scene: DeliveryScene,
  self: ItemName,
  from: LedgerEntry,
  sink: string,
): Promise<string | undefined> {
  const seen = [targetName(self), targetName({ sink, key: from.item_key })]
  let entry: LedgerEntry | undefined = from
  while (seen.length < longestChain) {
    const next = awaitedBy(entry)
    if (next === undefined) return undefined
    if (next.sink === self.sink && next.key === self.key)
      return [...seen, targetName(self)].join(' → ')
    if (seen.includes(targetName(next))) return undefined
    seen.push(targetName(next))
    entry = await readEntry(scene, next)
  }
  return undefined
}

function awaitedBy(entry: LedgerEntry | undefined): ItemName | undefined {
  if (entry?.state !== 'held' || entry.wait_sink === null || entry.wait_key === null)
    return undefined
  return { sink: entry.wait_sink, key: entry.wait_key }
}

async function readEntry(
  { store, place }: DeliveryScene,
  { sink, key }: ItemName,
): Promise<LedgerEntry | undefined> {
  const at = { connection: place.connection, sink }
  const [entry] = await store.read((dialect, org) => entriesByKey(dialect, org, at, [key]))
  return entry
}

/** Deletes wait for those of the items that refer to it, unless these wait for it in turn. */
async function childHindrance(
  scene: DeliveryScene,
  key: string,
  children: ReadonlyMap<string, ItemName>,
): Promise<Hindrance | undefined> {
  const child = children.get(key)
  if (child === undefined) return undefined
  const entry = await readEntry(scene, child)
  const self = { sink: scene.place.sink, key }
  if (entry !== undefined && (await circleOf(scene, self, entry, child.sink)) !== undefined)
    return undefined
  return { target: child, verdict: 'waits', optional: false, reason: null }
}

/** Nothing is under way: the entry says what the sink has, and what the item waits for. */
function heldEntry(scene: DeliveryScene, action: Action, found: Hindrance): LedgerEntry {
  const entry = intendedEntry(scene, action)
  return {
    ...entry,
    ...unhindered,
    state: 'held',
    // Whoever needs this one tells a skip from a failure by it.
    sent_hash: found.verdict === 'skipped' ? null : (entry.sent_hash ?? ''),
    quiet_until: 0,
    wait_sink: found.target.sink,
    wait_key: found.target.key,
    wait_optional: found.optional ? 1 : 0,
    reason: found.reason,
  }
}

export function heldFault(reason: string): Fault {
  return {
    $fault: 'v1',
    kind: 'record',
    message: reason,
    hint: 'It is sent by itself once the other one has arrived.',
  }
}
