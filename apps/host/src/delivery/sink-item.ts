import type { JsonObject, SinkItem } from '@cartograph/core'
import { keyOfText, type LedgerEntry } from '../store/index.ts'
import type { Action } from './decide.ts'

/** Why an item is sent, as its entry remembers it, so that a repeat says the same. */
export function causeOf(action: Action): string {
  const { lane, replayed } = action.due
  const cause = replayed ? 'replay' : lane === 'bulk' ? 'backfill' : 'live'
  return action.kind === 'delete' ? `${cause} ${action.because}` : cause
}

/** An entry as the sink is given it, with the remote ids of the items that it refers to. */
export function sinkItem(
  entry: LedgerEntry,
  references: SinkItem['references'],
): SinkItem<JsonObject> {
  const payload = entry.payload === null ? undefined : (JSON.parse(entry.payload) as JsonObject)
  const [cause, because] = entry.cause?.split(' ') ?? []
  const common: Omit<SinkItem, 'op' | 'item' | 'last' | 'because'> = {
    key: keyOfText(entry.item_key),
    idempotencyKey: entry.idempotency_key,
    ...(entry.remote_id !== null && { remoteId: entry.remote_id }),
    cause: cause === 'backfill' || cause === 'replay' ? cause : 'live',
    references,
  }
  return entry.op === 'write'
    ? { ...common, op: 'write', item: payload ?? {} }
    : {
        ...common,
        op: 'delete',
        ...(payload !== undefined && { last: payload }),
        because: because === 'excluded' ? because : 'removed',
      }
}
