import { saysAgain, type Observation, type PreparedRecord } from '../store/index.ts'
import type { PreparedChanges } from './prepare.ts'
import type { PreparedEntry } from './prepared-entries.ts'

export interface PageOfEntries {
  /** Whom all its records belong to; empty where they say nobody. */
  readonly parent: string
  readonly changes: PreparedChanges
}

/** A record, and in which page: the first one of its key is in the first. */
interface Spoken {
  readonly time: number
  readonly parent: string
  record: PreparedRecord
}

/**
 * Entries as pages of one parent in which a key stands once: where a key is spoken of twice, the second time is in a later page.
 *
 * `repeated`: how many were left out because the next one of their key says the same, and saw it later.
 */
export function pagesOfEntries(entries: readonly Pick<PreparedEntry, 'parent' | 'changes'>[]): {
  readonly pages: readonly PageOfEntries[]
  readonly repeated: number
} {
  const latest = new Map<string, Spoken>()
  const spoken: Spoken[] = []
  let repeated = 0
  for (const { parent, changes } of entries)
    for (const record of changes.records) {
      const before = latest.get(record.key)
      if (
        record.kind !== 'reject' &&
        before?.record.kind !== 'reject' &&
        before?.parent === parent &&
        saysAgain(observed(record), observed(before.record))
      ) {
        before.record = record
        repeated += 1
        continue
      }
      const next = { time: before === undefined ? 0 : before.time + 1, parent, record }
      latest.set(record.key, next)
      spoken.push(next)
    }
  const pages = [...Map.groupBy(spoken, ({ time }) => time).values()].flatMap((same) =>
    [...Map.groupBy(same, ({ parent }) => parent)].map(([parent, own]) => ({
      parent,
      records: own.map(({ record }) => record).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    })),
  )
  const first = { parent: '', records: [] as readonly PreparedRecord[] }
  return {
    repeated,
    pages: (pages.length === 0 ? [first] : pages).map(({ parent, records }, page) => ({
      parent,
      changes: {
        records,
        nameless: page === 0 ? entries.flatMap(({ changes }) => changes.nameless) : [],
        refresh:
          page === 0
            ? [...new Set(entries.flatMap(({ changes }) => changes.refresh))].toSorted()
            : [],
      },
    })),
  }
}

function observed(record: PreparedRecord): Observation {
  return { ...record, deleted: record.kind === 'delete' }
}
