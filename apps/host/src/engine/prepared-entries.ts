import type { Entry, Stream } from '@cartograph/core'
import { keyText, type PreparedRecord } from '../store/index.ts'
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

/** The entries of one stream, made ready for their transaction one by one. */
export interface PreparedEntries {
  readonly scene: StreamScene
  readonly entries: readonly {
    readonly id: string | undefined
    /** The key of the row that the record belongs to; empty where it says none. */
    readonly parent: string
    readonly changes: PreparedChanges
  }[]
}

export function prepareEntries(
  scene: StreamScene,
  entries: readonly Entry[],
  receipt: Receipt,
): PreparedEntries {
  return {
    scene,
    entries: entries.map((entry) => {
      const interval = entryInterval(scene.stream, entry, receipt)
      const changes = prepareChanges(scene, [entry], interval)
      return {
        id: entry.id === undefined ? undefined : seenAs(entry.id, changes),
        parent: entry.parent === undefined ? '' : keyText(entry.parent),
        changes,
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

export interface PageOfEntries {
  /** Whom all its records belong to; empty where they say nobody. */
  readonly parent: string
  readonly changes: PreparedChanges
}

/**
 * Entries as pages of one parent in which a key stands once: where a body speaks of one key twice, the second time is in a
 * later page.
 */
export function pagesOfEntries(
  entries: readonly Pick<PreparedEntries['entries'][number], 'parent' | 'changes'>[],
): readonly PageOfEntries[] {
  const times = new Map<string, number>()
  const spoken = entries.flatMap(({ parent, changes }) =>
    changes.records.map((record) => {
      const time = times.get(record.key) ?? 0
      times.set(record.key, time + 1)
      return { time, parent, record }
    }),
  )
  const pages = [...Map.groupBy(spoken, ({ time }) => time).values()].flatMap((same) =>
    [...Map.groupBy(same, ({ parent }) => parent)].map(([parent, own]) => ({
      parent,
      records: own.map(({ record }) => record).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    })),
  )
  const first = { parent: '', records: [] as readonly PreparedRecord[] }
  return (pages.length === 0 ? [first] : pages).map(({ parent, records }, page) => ({
    parent,
    changes: {
      records,
      nameless: page === 0 ? entries.flatMap(({ changes }) => changes.nameless) : [],
      refresh:
        page === 0
          ? [...new Set(entries.flatMap(({ changes }) => changes.refresh))].toSorted()
          : [],
    },
  }))
}
