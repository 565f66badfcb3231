import type { Entry, Stream } from '@cartograph/core'
import { keyText } from '../store/index.ts'
import { prepareChanges, type Interval, type PreparedChanges } from './prepare.ts'
import type { StreamScene } from './stream-run.ts'

const dayMs = 86_400_000
/** How far apart two clocks may be that agree. */
const toleranceMs = 2000
const defaultGrainMs = 1000

/** When something came, and how far the vendor's clock is ahead of ours. */
export interface Receipt {
  readonly at: number
  readonly offsetMs: number
}

/**
 * In which interval on the engine's clock the row of an entry was true.
 *
 * One that says which instant it shows was true around that; one that was built when it was sent was true at some instant
 * between the change of its row, or a day ago where the row does not tell, and the receipt.
 */
export function entryInterval(stream: Stream<unknown>, entry: Entry, receipt: Receipt): Interval {
  if (entry.at !== undefined) {
    const at = entry.at - receipt.offsetMs
    const latest = at + (stream.grainMs ?? defaultGrainMs) + toleranceMs
    const to = Math.min(latest, receipt.at + toleranceMs)
    return { from: Math.min(at - toleranceMs, to), to }
  }
  const changed = versionInstant(stream, entry)
  const from = changed === undefined ? receipt.at - dayMs : changed - receipt.offsetMs
  return { from: Math.min(from, receipt.at), to: receipt.at }
}

/** The instant that a row's version is, where it is one. */
function versionInstant(stream: Stream<unknown>, entry: Entry): number | undefined {
  const version = versionOf(stream, entry)
  if (typeof version === 'number') return version > 1e12 && version < 1e14 ? version : undefined
  if (version === undefined || !/^\d{4}-\d\d-\d\d/.test(version)) return undefined
  const instant = Date.parse(version)
  return Number.isNaN(instant) ? undefined : instant
}

function versionOf(stream: Stream<unknown>, entry: Entry): string | number | undefined {
  if (entry.op === 'delete') return entry.version
  if (entry.op !== 'upsert') return undefined
  try {
    return stream.version?.(entry.row)
  } catch {
    // A row that cannot be read becomes a dead letter when it is prepared.
    return undefined
  }
}

/** What a vendor told at once. */
export interface Message {
  readonly entries: readonly Entry[]
  readonly receipt: Receipt
}

/** One of the things that a message says. */
export interface SpokenEntry {
  readonly entry: Entry
  readonly message: Message
}

export interface PreparedEntry {
  readonly id: string | undefined
  /** The key of the row that the record belongs to; empty where it says none. */
  readonly parent: string
  readonly changes: PreparedChanges
  readonly message: Message
}

/** The entries of one stream, made ready for their transaction one by one. */
export interface PreparedEntries {
  readonly scene: StreamScene
  readonly entries: readonly PreparedEntry[]
}

export function prepareEntries(
  scene: StreamScene,
  spoken: readonly SpokenEntry[],
): PreparedEntries {
  return {
    scene,
    entries: spoken.map(({ entry, message }) => {
      const interval = entryInterval(scene.stream, entry, message.receipt)
      const changes = prepareChanges(scene, [entry], interval)
      return {
        id: entry.id === undefined ? undefined : seenAs(entry.id, changes),
        parent: entry.parent === undefined ? '' : keyText(entry.parent),
        changes,
        message,
      }
    }),
  }
}

/**
 * By what an entry is known when it comes again: its id, for the key that it speaks of.
 *
 * One message may speak of many keys, in several bodies or pages; and there are vendors whose ids tell only the second.
 */
function seenAs(id: string, { records, refresh }: PreparedChanges): string {
  const key = records[0]?.key ?? refresh[0]
  return key === undefined ? id : `${id} ${key}`
}

/** What was not told before: neither by what is in the store, `seen`, nor by an earlier one of these messages. */
export function toldFirst(
  entries: readonly PreparedEntry[],
  seen: ReadonlySet<string>,
): readonly PreparedEntry[] {
  const firstBy = new Map<string, Message>()
  return entries.filter(({ id, message }) => {
    if (id === undefined) return true
    if (seen.has(id)) return false
    const first = firstBy.get(id) ?? message
    firstBy.set(id, first)
    return first === message
  })
}
