import { type LedgerEntry, type Letter, writeEntries, writeLetters } from '../store/index.ts'
import { ownerName, ownerOf, type Action } from './decide.ts'
import { sourceKind } from './groups.ts'
import type { MappedItem } from './items.ts'
import { sortByReferences } from './references.ts'
import type { DeliveryScene } from './scene.ts'
import { withhold } from './withhold.ts'
import { contended, contendedAt, itemLetter } from './verdicts.ts'

/** An item for a replacement, and the source that gives it. */
export interface Staged {
  readonly item: MappedItem
  readonly id: string
}

/**
 * Leaves out items whose references failed or were skipped, as an ordinary send would; where one is still to come, all of the
 * replacement waits.
 *
 * Items of the same sink become visible together, so they do not wait for each other.
 */
export async function withoutHeld(
  scene: DeliveryScene,
  head: number,
  staged: readonly Staged[],
  before: ReadonlyMap<string, LedgerEntry>,
): Promise<readonly Staged[] | 'waits'> {
  const { store, place, sink, tally } = scene
  if (sink.references === undefined) return staged
  const foreign: DeliveryScene = {
    ...scene,
    sink: {
      ...sink,
      references: (item) =>
        Object.fromEntries(
          Object.entries(sink.references?.(item) ?? {}).filter(
            ([, target]) => target.sink !== place.sink,
          ),
        ),
    },
  }
  const actions = actionsOf(scene, head, staged, before)
  const { held } = await sortByReferences(foreign, actions)
  if (held.length === 0) return staged
  // Held in the ledger, they are found by whoever brings what they wait for, and looked at again after the replacement.
  await store.write((dialect, org) =>
    writeEntries(
      dialect,
      org,
      place,
      held.map(({ entry }) => entry),
    ),
  )
  if (held.some(({ verdict }) => verdict === 'waits')) {
    tally.notes.add('Items wait for those of other sinks; until then nothing is replaced.')
    return 'waits'
  }
  const left = new Set(held.map(({ entry }) => entry.item_key))
  return staged.filter(({ item }) => !left.has(item.key))
}

/** Leaves out what a person has not agreed to and what is too old; the ledger knows it, so that it is looked at again. */
export async function withoutWithheld(
  scene: DeliveryScene,
  head: number,
  staged: readonly Staged[],
  before: ReadonlyMap<string, LedgerEntry>,
): Promise<readonly Staged[]> {
  const { store, place } = scene
  const { skipped } = await withhold(scene, actionsOf(scene, head, staged, before))
  if (skipped.length === 0) return staged
  await store.write((dialect, org) => writeEntries(dialect, org, place, skipped))
  const left = new Set(skipped.map((entry) => entry.item_key))
  return staged.filter(({ item }) => !left.has(item.key))
}

function actionsOf(
  scene: DeliveryScene,
  head: number,
  staged: readonly Staged[],
  before: ReadonlyMap<string, LedgerEntry>,
): readonly Action[] {
  const entity = sourceKind(scene)
  const lane = 'bulk'
  return staged.map(({ item, id }) => ({
    kind: 'write',
    due: { entity, id, seq: head, lane, attempts: 0, replayed: false },
    item,
    entry: before.get(item.key),
  }))
}

/** An item that another row, or another delivery, has already is a dead letter of the row that comes later. */
export async function withoutContended(
  scene: DeliveryScene,
  session: string,
  wanted: readonly Staged[],
  before: ReadonlyMap<string, LedgerEntry>,
): Promise<readonly Staged[]> {
  const { delivery } = scene
  const claimed = new Map<string, string>()
  const letters: Letter[] = []
  const batch = wanted.filter(({ item, id }) => {
    const self = ownerName(delivery.id, { entity: sourceKind(scene), id })
    const entry = before.get(item.key)
    // Within a replacement only what the session itself holds is taken, and what belongs to another delivery.
    const isTaken = entry?.session === session || entry?.delivery !== delivery.id
    const owner = claimed.get(item.key) ?? (isTaken ? ownerOf(entry) : undefined)
    if (owner === undefined || owner === self) {
      claimed.set(item.key, self)
      return true
    }
    const found = contended(item, owner)
    const at = contendedAt(item.key)
    letters.push(letterOf(scene, id, { at, fault: found, item: item.payload }))
    return false
  })
  await bury(scene, letters)
  return batch
}

export function letterOf(
  scene: DeliveryScene,
  id: string,
  what: Pick<Letter, 'at' | 'fault' | 'item'>,
): Letter {
  return itemLetter({ entity: sourceKind(scene), id }, what)
}

export async function bury(scene: DeliveryScene, letters: readonly Letter[]): Promise<void> {
  const { store, delivery, clock, tally } = scene
  if (letters.length === 0) return
  tally.failed += letters.length
  const place = { side: 'delivery', part: delivery.id } as const
  await store.write((dialect, org) =>
    writeLetters(dialect, org, place, letters, { scope: '', generation: 0 }, clock.now()),
  )
}
