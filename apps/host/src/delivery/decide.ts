import type { Due, LedgerEntry } from '../store/index.ts'
import type { MappedItem } from './items.ts'

/** What is to happen to one item of one source. */
export type Action =
  | {
      readonly kind: 'write'
      readonly due: Due
      readonly item: MappedItem
      readonly entry: LedgerEntry | undefined
    }
  | {
      readonly kind: 'delete'
      readonly due: Due
      readonly entry: LedgerEntry
      readonly because: 'removed' | 'excluded'
    }

export interface Decision {
  readonly actions: readonly Action[]
  readonly unchanged: number
  /** Entries that vanish here and stay at the sink. */
  readonly forgotten: readonly LedgerEntry[]
  /** Another source owns the item. */
  readonly contended: readonly { readonly item: MappedItem; readonly owner: string }[]
  /** An attempt is open: until then nobody may send the key again. */
  readonly blockedUntil: number | undefined
}

export interface SourceState {
  readonly delivery: string
  readonly due: Due
  /** The row is deleted, so what vanishes was removed rather than excluded. */
  readonly gone: boolean
  readonly items: readonly MappedItem[]
  /** The mapping failed on a part: nothing that vanished may be believed. */
  readonly incomplete: boolean
  /** Ledger entries that this source gave. */
  readonly own: readonly LedgerEntry[]
}

export interface SinkRules {
  readonly append: boolean
  readonly deletes: boolean
}

/**
 * Decides what a source needs, by what the ledger knows: only an acknowledged hash, with no attempt open, makes a send
 * unnecessary. What the same delivery gave from another entity, before it was changed, is taken over.
 *
 * `byKey` holds the entries of the items' keys, and takes what this decision claims, so that a later source sees it.
 */
export function decide(
  source: SourceState,
  byKey: Map<string, LedgerEntry>,
  claimed: Map<string, string>,
  rules: SinkRules,
): Decision {
  const actions: Action[] = []
  const contended: { item: MappedItem; owner: string }[] = []
  let unchanged = 0
  let blockedUntil: number | undefined
  const block = (entry: LedgerEntry | undefined) => {
    const until = entry?.state === 'pending' ? entry.poll_at : entry?.quiet_until
    blockedUntil = Math.max(blockedUntil ?? 0, until ?? 0)
  }
  const self = ownerName(source.delivery, source.due)
  for (const item of source.items) {
    const entry = byKey.get(item.key)
    const isInherited = entry?.delivery === source.delivery && entry.entity !== source.due.entity
    const owner = claimed.get(item.key) ?? (isInherited ? undefined : ownerOf(entry))
    if (owner !== undefined && owner !== self) contended.push({ item, owner })
    else if (isUnderWay(entry)) block(entry)
    else if (isKnown(entry, item, rules)) unchanged += 1
    else {
      claimed.set(item.key, self)
      actions.push({ kind: 'write', due: source.due, item, entry })
    }
  }
  const present = new Set(source.items.map((item) => item.key))
  const forgotten: LedgerEntry[] = []
  for (const entry of source.incomplete ? [] : source.own) {
    const isTaken = present.has(entry.item_key) || claimed.has(entry.item_key)
    if (isTaken || entry.state === 'gone') continue
    if (isUnderWay(entry)) block(entry)
    else if (rules.deletes && entry.acked_hash !== null)
      actions.push({
        kind: 'delete',
        due: source.due,
        entry,
        because: source.gone ? 'removed' : 'excluded',
      })
    else forgotten.push(entry)
  }
  return { actions, unchanged, forgotten, contended, blockedUntil }
}

function isUnderWay(entry: LedgerEntry | undefined): boolean {
  return entry?.state === 'sent' || entry?.state === 'pending'
}

/** The sink has the item as it is, or would not take it as it is. */
function isKnown(entry: LedgerEntry | undefined, item: MappedItem, { append }: SinkRules): boolean {
  if (entry?.state === 'acked') return append || entry.acked_hash === item.hash
  return entry?.state === 'skipped' && entry.sent_hash === item.hash
}

/** Who gave an item, in words; what is gone belongs to nobody. */
export function ownerOf(entry: LedgerEntry | undefined): string | undefined {
  return entry === undefined || entry.state === 'gone'
    ? undefined
    : ownerName(entry.delivery, entry)
}

/** A row of one delivery. */
export function ownerName(
  delivery: string,
  row: { readonly entity: string; readonly id: string },
): string {
  return `${row.entity}/${row.id} of the delivery ${delivery}`
}
