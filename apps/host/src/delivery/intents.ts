import { randomUUID } from 'node:crypto'
import type { JsonObject, SinkItem } from '@cartograph/core'
import {
  putOffInSeries,
  serialsUnderWay,
  unhindered,
  writeEntries,
  writeReferences,
  type ItemName,
  type LedgerEntry,
} from '../store/index.ts'
import type { Action } from './decide.ts'
import { holdDelivery } from './outcomes.ts'
import { defaultLandMs, defaultTimeoutMs, type DeliveryScene } from './scene.ts'
import { causeOf, sinkItem } from './sink-item.ts'

/** An action whose references are there: their remote ids, and which items they are. */
export interface ReadyAction {
  readonly action: Action
  readonly references: SinkItem['references']
  readonly targets: readonly ItemName[]
}

/** A send that is about to happen: the ledger's entry with its intent, and the item for the sink. */
export interface Intent extends ReadyAction {
  readonly entry: LedgerEntry
  readonly item: SinkItem<JsonObject>
}

/** An action that comes after another one of its series. */
export interface WaitingAction extends Intent {
  /** The delivery whose item is under way, or could not be sent yet. */
  readonly of: string
  /** Until when that one is put off; undefined where it is under way. */
  readonly until: number | undefined
}

export interface WrittenIntents {
  readonly intents: readonly Intent[]
  readonly waiting: readonly WaitingAction[]
}

export function intend(scene: DeliveryScene, ready: ReadyAction): Intent {
  const entry = intendedEntry(scene, ready.action)
  return { ...ready, entry, item: sinkItem(entry, ready.references) }
}

/** What is to be sent, as the ledger keeps it before the first byte. */
export function intendedEntry(scene: DeliveryScene, action: Action): LedgerEntry {
  const { sink, clock, waits } = scene
  const now = clock.now()
  const { entry: before } = action
  const quiet = (sink.timeoutMs ?? defaultTimeoutMs) + (sink.landMs ?? defaultLandMs)
  const written = action.kind === 'write' ? action.item : undefined
  return {
    ...unhindered,
    item_key: action.kind === 'write' ? action.item.key : action.entry.item_key,
    delivery: scene.delivery.id,
    entity: action.due.entity,
    id: action.due.id,
    state: 'sent',
    fence: scene.fence,
    op: action.kind,
    sent_hash: written?.hash ?? null,
    payload: written?.payload ?? before?.payload ?? null,
    sent_seq: action.due.seq,
    idempotency_key: randomUUID(),
    sent_at: now,
    owner: scene.owner,
    quiet_until: now + (quiet + waits.pauseMs) * waits.scale,
    acked_hash: before?.acked_hash ?? null,
    remote_id: before?.remote_id ?? null,
    serial: serialOf(scene, action) ?? null,
    cause: causeOf(action),
  }
}

/** The series that an item belongs to: no two of it are ever under way together. */
export function serialOf({ sink }: Pick<DeliveryScene, 'sink'>, action: Action) {
  return action.kind === 'write'
    ? sink.serialBy?.(action.item.item)
    : (action.entry.serial ?? undefined)
}

/**
 * Writes down what is about to be sent.
 *
 * Left out is what comes after an item of its series that is under way at any sink, or that this delivery could not send yet: a later
 * change must not overtake it.
 */
export async function writeIntents(
  scene: DeliveryScene,
  intents: readonly Intent[],
): Promise<WrittenIntents> {
  const { store, place, sink, delivery, clock } = scene
  const serials = [...new Set(intents.flatMap(({ entry }) => entry.serial ?? []))]
  return store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, scene)
    const busy = yield* serialsUnderWay(dialect, org, place.connection, serials)
    const putOff = yield* putOffInSeries(dialect, org, place, delivery.id, serials)
    const waiting = intents.flatMap((intent): WaitingAction[] => {
      const { serial, sent_seq: seq } = intent.entry
      const of = busy.get(serial ?? '')
      if (of !== undefined) return [{ ...intent, of, until: undefined }]
      // What was put off is earlier than what was never sent, though its row may have changed since.
      const isNew = intent.action.entry === undefined
      const earlier = putOff.filter((each) => each.serial === serial && (isNew || each.seq < seq))
      const until = Math.max(clock.now(), ...earlier.map((each) => each.until))
      return earlier.length === 0 ? [] : [{ ...intent, of: delivery.id, until }]
    })
    const kept = new Set(waiting.map(({ entry }) => entry.item_key))
    const free = intents.filter(({ entry }) => !kept.has(entry.item_key))
    yield* writeEntries(
      dialect,
      org,
      place,
      free.map(({ entry }) => entry),
    )
    if (sink.references !== undefined)
      yield* writeReferences(
        dialect,
        org,
        place,
        free
          .filter(({ action }) => action.kind === 'write')
          .map(({ entry, targets }) => ({ key: entry.item_key, targets })),
      )
    return { intents: free, waiting }
  })
}
