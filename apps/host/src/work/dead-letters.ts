import type { Fault } from '@cartograph/core'
import { replayDelivery, sinkName } from '../delivery/index.ts'
import type { Delivery } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { replayRecords, runName } from '../engine/index.ts'
import { lettersAfter, type LetterCursor, type LetterPlace } from '../store/index.ts'
import { aloneOnDemand } from './by-hand.ts'
import type { Host } from './host.ts'

/** Whose dead letters they are: a delivery's, or a stream's. */
export type LetterOwner =
  | { readonly delivery: Delivery }
  | { readonly connection: string; readonly stream: string }

/** What came of processing dead letters again. */
export interface ReplayedLetters {
  readonly replayed: number
  /** Those that are gone now. */
  readonly mended: number
  readonly failed: number
  readonly notes: readonly string[]
  readonly fault?: Fault
}

/** Whose letters a part has by its name, as a delivery is called or `connection.stream`; undefined: there is no such part. */
export function letterOwner(
  { configuration }: Pick<Installation, 'configuration'>,
  name: string,
): LetterOwner | undefined {
  const delivery = configuration.deliveries.get(name)
  if (delivery !== undefined) return { delivery }
  const dot = name.indexOf('.')
  const connection = name.slice(0, dot)
  const stream = name.slice(dot + 1)
  return dot > 0 && stream !== '' && configuration.connections.has(connection)
    ? { connection, stream }
    : undefined
}

export function letterPlaceOf(owner: LetterOwner): LetterPlace {
  return 'delivery' in owner
    ? { side: 'delivery', part: owner.delivery.id }
    : { side: 'source', part: `${owner.connection}/${owner.stream}` }
}

/** Processes dead letters again, all or those of some keys, while nobody else is at the same sink or connection. */
export async function replayLettersOf(
  host: Host,
  owner: LetterOwner,
  { keys, signal }: { readonly keys: readonly string[] | undefined; readonly signal: AbortSignal },
): Promise<ReplayedLetters> {
  const place = letterPlaceOf(owner)
  const before = await keysOf(host, place, keys)
  if (before.size === 0) return { replayed: 0, mended: 0, failed: 0, notes: [] }
  const engine = { ...host.engine, clock: host.clock }
  const alone = aloneOnDemand(host)
  const run =
    'delivery' in owner
      ? await alone(sinkName(owner.delivery), (own) =>
          replayDelivery(host, { ...owner, keys, force: false, signal: both(own, signal), engine }),
        )
      : await alone(runName(owner.connection), (own) =>
          replayRecords(host, { ...owner, keys, signal: both(own, signal), engine }),
        )
  const left = await keysOf(host, place, keys)
  const mended = [...before].filter((key) => !left.has(key)).length
  return {
    replayed: before.size,
    mended,
    failed: before.size - mended,
    notes: run?.notes ?? [],
    ...(run?.fault !== undefined && { fault: run.fault }),
  }
}

function both(one: AbortSignal, other: AbortSignal): AbortSignal {
  return AbortSignal.any([one, other])
}

const pageSize = 1000

async function keysOf(
  { store }: Pick<Host, 'store'>,
  place: LetterPlace,
  wanted: readonly string[] | undefined,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  let after: LetterCursor | undefined
  do {
    const cursor: LetterCursor | undefined = after
    const page = await store.read((dialect, org) =>
      lettersAfter(dialect, org, place, cursor, pageSize),
    )
    after = page.at(-1)
    for (const { key } of page) if (wanted === undefined || wanted.includes(key)) found.add(key)
  } while (after !== undefined)
  return found
}
