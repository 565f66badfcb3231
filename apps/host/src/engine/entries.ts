import { fault } from '@cartograph/core'
import {
  commitPage,
  holdStream,
  markGoneParentsDue,
  noteEntries,
  seenEntries,
  type Dialect,
  type Indistinct,
  type PageCounts,
  type Work,
} from '../store/index.ts'
import { pageOf } from './commit.ts'
import { pagesOfEntries } from './entry-pages.ts'
import {
  prepareEntries,
  toldFirst,
  type Message,
  type PreparedEntries,
  type SpokenEntry,
} from './prepared-entries.ts'
import {
  enabledStreams,
  noSuchStream,
  recordScene,
  type ConnectionScene,
} from './connection-scene.ts'
import { commitSpan } from './spans.ts'
import { countTold } from './stream-figures.ts'
import type { StreamScene } from './stream-run.ts'

/** How often entries are made ready again because mappings changed meanwhile. */
const mostPreparations = 5

/** The scenes of one connection's streams, made when they are needed. */
export interface RecordScenes {
  of(stream: string): Promise<StreamScene>
  /** Makes them anew: the mappings have changed. */
  forget(): void
}

export function recordScenes(scene: ConnectionScene): RecordScenes {
  const made = new Map<string, Promise<StreamScene>>()
  return {
    of: (stream) => {
      const known = made.get(stream) ?? recordScene(scene, stream)
      made.set(stream, known)
      return known
    },
    forget: () => made.clear(),
  }
}

/** What else the transaction does that writes entries. */
export interface Around {
  /** Its first step; `false`: these entries were written before, or by another, and nothing is to be done. */
  begin(dialect: Dialect, org: string): Work<boolean>
  /** `listed`: streams that the entries ask to be listed again. */
  end(dialect: Dialect, org: string, listed: readonly string[]): Work<void>
  /** Default: the vendor is asked where the stream can, else the later observation is taken. */
  readonly indistinct?: Indistinct
  /** Looks at what is about to be written; throws where it may not be. */
  accept?(prepared: readonly PreparedEntries[]): void
}

export interface EntriesResult {
  /** `false`: the first step said that nothing is to be done. */
  readonly isOurs: boolean
  /** What was done for each stream that the entries speak of. */
  readonly counts: ReadonlyMap<string, PageCounts>
  readonly streams: readonly string[]
  readonly listed: readonly string[]
}

/** Writes what a vendor told of any streams, bodies of webhooks or a page of its log, in one transaction. */
export async function commitEntries(
  scene: ConnectionScene,
  messages: readonly Message[],
  scenes: RecordScenes,
  around: Around,
): Promise<EntriesResult> {
  const { connection, clock } = scene
  const { spoken, listed } = sortEntries(scene, messages)
  const observedTo = Math.max(...messages.map(({ receipt }) => receipt.at))
  for (let attempt = 0; attempt < mostPreparations; attempt += 1) {
    const prepared = await Promise.all(
      [...Map.groupBy(spoken, ({ entry }) => entry.stream)].map(async ([stream, own]) =>
        prepareEntries(await scenes.of(stream), own),
      ),
    )
    around.accept?.(prepared)
    const counts = await commitSpan(connection.id, () =>
      scene.store.write((dialect, org) =>
        write(dialect, org, prepared, { around, listed, observedTo, now: clock.now() }),
      ),
    )
    if (counts !== 'prepareAgain') {
      countTold(scene.engine.meter, connection.id, counts ?? new Map())
      const streams = prepared.map(({ scene: { place } }) => place.stream)
      return { isOurs: counts !== undefined, counts: counts ?? new Map(), streams, listed }
    }
    scenes.forget()
  }
  throw fault({
    kind: 'transient',
    message: `The mappings of ${connection.id} changed again and again while messages of the vendor were worked on.`,
  })
}

/** What can be written or asked for, and which streams are to be listed again, of those that are enabled. */
function sortEntries(
  scene: ConnectionScene,
  messages: readonly Message[],
): { readonly spoken: readonly SpokenEntry[]; readonly listed: readonly string[] } {
  const { connection, parts } = scene
  const enabled = new Set(enabledStreams(scene))
  const listed = new Set<string>()
  const spoken: SpokenEntry[] = []
  const all = messages.flatMap((message) => message.entries.map((entry) => ({ entry, message })))
  for (const each of all) {
    const { entry } = each
    const stream = parts.streams?.[entry.stream]
    if (stream === undefined) throw noSuchStream(connection, entry.stream)
    if (!enabled.has(entry.stream)) continue
    const { get, list } = stream
    // Where nobody can be asked for one record, the stream is listed again.
    if (entry.op !== 'refresh' || (entry.key !== undefined && get !== undefined)) spoken.push(each)
    else if (list !== undefined) listed.add(entry.stream)
  }
  return { spoken, listed: [...listed] }
}

function* write(
  dialect: Dialect,
  org: string,
  prepared: readonly PreparedEntries[],
  options: {
    readonly around: Around
    readonly listed: readonly string[]
    readonly observedTo: number
    readonly now: number
  },
): Work<ReadonlyMap<string, PageCounts> | 'prepareAgain' | undefined> {
  const { around, listed, observedTo, now } = options
  for (const { scene } of prepared) {
    const held = yield* holdStream(dialect, org, scene.place)
    if (held?.mappingEpoch !== scene.mappingEpoch) return 'prepareAgain'
  }
  const isOurs = yield* around.begin(dialect, org)
  if (!isOurs) return undefined
  const counts = new Map<string, PageCounts>()
  for (const { scene, entries } of prepared) {
    const { place } = scene
    const ids = entries.flatMap(({ id }) => id ?? [])
    const seen = yield* seenEntries(dialect, org, place, ids)
    const fresh = toldFirst(entries, seen)
    const shape = scene.drift.news()
    const { pages, repeated } = pagesOfEntries(fresh)
    for (const { parent, changes } of pages) {
      const commit = {
        observedTo,
        lane: 'live' as const,
        parent,
        ...(around.indistinct !== undefined && { indistinct: around.indistinct }),
        ...(shape !== undefined && { shape }),
      }
      const result = yield* commitPage(dialect, org, pageOf(scene, changes, commit), now)
      if (result.status !== 'committed')
        throw new Error(`What a vendor told of ${place.stream} was ${result.status}.`)
      counts.set(place.stream, sum(counts.get(place.stream), result))
    }
    const counted = counts.get(place.stream)
    if (counted !== undefined && repeated > 0)
      counts.set(place.stream, { ...counted, unchanged: counted.unchanged + repeated })
    const plan = scene.stream.list?.plan
    if (typeof plan === 'object') {
      const parents = [...new Set(fresh.map((entry) => entry.parent).filter(Boolean))]
      yield* markGoneParentsDue(dialect, org, place, plan.eachOf, parents)
    }
    yield* noteEntries(dialect, org, place, ids, now)
  }
  yield* around.end(dialect, org, listed)
  return counts
}

function sum(first: PageCounts | undefined, second: PageCounts): PageCounts {
  return {
    written: (first?.written ?? 0) + second.written,
    unchanged: (first?.unchanged ?? 0) + second.unchanged,
    deleted: (first?.deleted ?? 0) + second.deleted,
    rejected: (first?.rejected ?? 0) + second.rejected,
    rows: (first?.rows ?? 0) + second.rows,
  }
}
