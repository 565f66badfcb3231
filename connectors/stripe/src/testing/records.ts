import type { Change, Context, Entry, Key, Stream } from '@cartograph/core'
import type { Settings } from '../settings.ts'

interface Kept {
  /** `undefined`: it is gone. */
  readonly row: object | undefined
  /** Between which instants it was so. */
  readonly from: number
  readonly to: number
}

export interface Records {
  readonly list: (
    changes: readonly Change[],
    at: { readonly from: number; readonly to: number },
  ) => void
  readonly tell: (entries: readonly Entry[], context: Context<Settings>) => Promise<void>
  /** By key. */
  readonly rows: () => ReadonlyMap<string, object>
}

function textOf(key: Key | string | number): string {
  return Array.isArray(key) ? String(key[0]) : String(key)
}

const toleranceMs = 2000
const grainMs = 1000

/**
 * The records of one stream as the engine keeps them: of two observations the later one by its interval, and where neither
 * is later the record is asked for.
 */
export function recordsOf(stream: Stream<Settings>): Records {
  const kept = new Map<string, Kept>()
  const ask = async (key: string, context: Context<Settings>) => {
    const [row] = (await stream.get?.read(context, [[key]])) ?? []
    const at = context.now()
    kept.set(key, { row: row ?? undefined, from: at, to: at })
  }
  return {
    list(changes, at) {
      for (const change of changes)
        if (change.op === 'upsert')
          kept.set(textOf(stream.key(change.row)), { row: change.row, ...at })
    },
    async tell(entries, context) {
      for (const entry of entries) {
        if (entry.op === 'reject') throw new Error(entry.fault.message)
        const key = textOf(entry.op === 'upsert' ? stream.key(entry.row) : (entry.key ?? ''))
        const before = kept.get(key)
        const at = entry.at
        if (entry.op === 'refresh' || at === undefined) {
          await ask(key, context)
          continue
        }
        const told = { from: at - toleranceMs, to: at + grainMs + toleranceMs }
        if (before !== undefined && told.to <= before.from) continue
        if (before !== undefined && told.from < before.to) await ask(key, context)
        else kept.set(key, { row: entry.op === 'upsert' ? entry.row : undefined, ...told })
      }
    },
    rows: () =>
      new Map(
        [...kept].flatMap(([key, { row }]) => (row === undefined ? [] : [[key, row] as const])),
      ),
  }
}
