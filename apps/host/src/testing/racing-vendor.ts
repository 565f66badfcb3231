import { upserts, type Entry, type Key } from '@cartograph/core'
import * as z from 'zod'
import { kit } from './streams-connection.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface RaceOptions {
  readonly seed: number
  /** Rows tell the second of their last change, which the stream gives as their version. */
  readonly hasVersion: boolean
  /** How the list is paged; with offsets a row that goes moves the next ones up. */
  readonly paging: 'keyset' | 'offset'
  /** What the connector declares, which may be a lie. */
  readonly declares?: 'stable' | 'shifting'
  /** Changes of which nobody is told. */
  readonly lostShare: number
  /** Changes that are told up to fifteen seconds later. */
  readonly lateShare: number
  readonly keys: number
  readonly operations: number
}

/** A row's value comes back now and then, as real values do. */
interface RaceRow {
  id: number
  value: number
  modified?: number
}

export interface RacingVendor {
  readonly stream: unknown
  /** Lives through all operations, and tells of them: late, twice and in any order. */
  live(deliver: (entry: Entry) => Promise<void>): Promise<void>
  /** Are there changes to come? */
  isChanging(): boolean
  /** What the vendor holds. */
  rows(): Readonly<Record<string, RaceRow>>
  /** Keys that exist, and have not changed since an instant. */
  quietSince(instant: number): readonly string[]
}

const pageSize = 4

/** Numbers that look random and are the same for the same seed. */
function draws(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
}

/** A vendor that changes while it is read, whose clock is not ours, and whose messages are late, doubled and lost. */
export function racingVendor(time: VirtualTime, options: RaceOptions): RacingVendor {
  const draw = draws(options.seed)
  const between = (low: number, high: number) => low + Math.floor(draw() * (high - low + 1))
  const rows = new Map<number, RaceRow>()
  let isChanging = true
  const changedAt = new Map<number, number>()
  const offsetMs = between(-700, 700)
  const vendorNow = () => time.now() + offsetMs

  for (let id = 1; id <= options.keys; id += 2)
    rows.set(id, { id, value: 0, ...(options.hasVersion && { modified: 0 }) })

  const sorted = () =>
    [...rows.values()].toSorted((a, b) => a.id - b.id).map((row) => structuredClone(row))
  /** An answer shows the vendor at some instant between the request and its end. */
  const ask = async <Answer>(look: () => Answer): Promise<Answer> => {
    await time.wait(between(20, 400))
    const answer = look()
    await time.wait(between(20, 400))
    return answer
  }

  const change = (id: number): Entry => {
    const stream = 'items'
    const key: Key = [id]
    const known = rows.get(id)
    changedAt.set(id, time.now())
    if (known !== undefined && draw() < 0.25) {
      rows.delete(id)
      return { op: 'delete', stream, key, at: vendorNow() }
    }
    const row: RaceRow = { id, value: between(0, 3) }
    // The last change of a row is never told to be earlier than the one before.
    if (options.hasVersion)
      row.modified = Math.max(Math.floor(vendorNow() / 1000) * 1000, known?.modified ?? 0)
    rows.set(id, row)
    return { op: 'upsert', stream, row: { ...row }, at: vendorNow() }
  }

  const tell = async (entry: Entry, deliver: (entry: Entry) => Promise<void>) => {
    await time.wait(between(50, draw() < options.lateShare ? 15_000 : 1500))
    await deliver(entry)
  }

  const schema = z.object({
    id: z.number(),
    value: z.number(),
    modified: z.number().optional(),
  })
  return {
    stream: kit.stream({
      schema,
      key: (row) => row.id,
      ...(options.hasVersion && {
        version: (row: { modified?: number | undefined }) => row.modified ?? 0,
      }),
      deletes: 'absent',
      list: {
        params: z.null(),
        position: z.object({ at: z.number() }),
        paging: options.declares ?? (options.paging === 'keyset' ? 'stable' : 'shifting'),
        async *plan() {
          yield { params: null }
        },
        async *read(_context, _slice, from) {
          for (let at = from?.at ?? 0; ;) {
            const place = at
            const page = await ask(() =>
              options.paging === 'offset'
                ? sorted().slice(place, place + pageSize)
                : sorted()
                    .filter((row) => row.id > place)
                    .slice(0, pageSize),
            )
            at = options.paging === 'offset' ? at + page.length : (page.at(-1)?.id ?? at)
            const end = page.length < pageSize
            yield { items: upserts(page), next: { at }, end }
            if (end) return
            await time.wait(between(0, 1500))
          }
        },
      },
      get: {
        maxKeys: 5,
        read: (_context: unknown, keys: readonly Key[]) =>
          ask(() =>
            keys.map(([id]) => {
              const row = rows.get(Number(id))
              return row === undefined ? null : { ...row }
            }),
          ),
      },
    }),
    live: async (deliver) => {
      const told: Promise<void>[] = []
      for (let operation = 0; operation < options.operations; operation += 1) {
        await time.wait(between(0, 500))
        const entry = change(between(1, options.keys))
        if (draw() >= options.lostShare) told.push(tell(entry, deliver))
        else continue
        if (draw() < 0.1) told.push(tell(entry, deliver))
      }
      isChanging = false
      await Promise.all(told)
    },
    isChanging: () => isChanging,
    quietSince: (instant) =>
      [...rows.keys()].filter((id) => (changedAt.get(id) ?? 0) < instant).map(String),
    rows: () => Object.fromEntries(sorted().map((row) => [String(row.id), row])),
  }
}
