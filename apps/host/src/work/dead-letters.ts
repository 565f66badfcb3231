import type { Fault } from '@cartograph/core'
import type { Delivery } from '../config/index.ts'
import { hasConnection, type Installation, type RunOptions } from '../connections/index.ts'
import { replayDelivery, sinkName } from '../delivery/index.ts'
import { replayRecords, runName } from '../engine/index.ts'
import type { Alone } from '../queue/index.ts'
import { keyOfText, lettersAfter, type LetterCursor, type LetterPlace } from '../store/index.ts'

/** Whose dead letters they are: a delivery's, or a stream's. */
export type LetterOwner =
  | { readonly delivery: Delivery }
  | { readonly connection: string; readonly stream: string }

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
  return dot > 0 && stream !== '' && hasConnection(configuration, connection)
    ? { connection, stream }
    : undefined
}

export function letterPlaceOf(owner: LetterOwner): LetterPlace {
  return 'delivery' in owner
    ? { side: 'delivery', part: owner.delivery.id }
    : { side: 'source', part: `${owner.connection}/${owner.stream}` }
}

export interface ReplayOptions {
  /** As the dead letters name them, or as a person may write them; undefined: all. */
  readonly keys: readonly string[] | undefined
  /** Sends also what the sink of a delivery has as it is. */
  readonly force?: boolean
  /** Keeps everybody else from the same sink or connection; undefined: nobody else is there. */
  readonly alone: Alone | undefined
  readonly signal: AbortSignal
  readonly engine?: RunOptions
}

/** What came of processing dead letters again. */
export interface ReplayedLetters {
  /** Keys whose dead letters were taken up. */
  readonly replayed: number
  /** Those that are gone now. */
  readonly mended: number
  /** Items that a sink acknowledged. */
  readonly sent?: number
  /** Dead letters that are there still. */
  readonly failed: readonly FailedLetter[]
  readonly notes: readonly string[]
  readonly fault?: Fault
}

interface FailedLetter {
  readonly key: string
  readonly at: string
  readonly fault: Fault
}

/** Processes dead letters again, all or those of some keys. */
export async function replayLetters(
  installation: Installation,
  owner: LetterOwner,
  { keys, force = false, alone, signal, engine = {} }: ReplayOptions,
): Promise<ReplayedLetters> {
  const place = letterPlaceOf(owner)
  const before = keysOf(await lettersOf(installation, place, keys))
  if (before.size === 0 && !force) return { replayed: 0, mended: 0, failed: [], notes: [] }
  const play = async (own: AbortSignal) =>
    'delivery' in owner
      ? replayDelivery(installation, { ...owner, keys, force, signal: own, engine })
      : replayRecords(installation, { ...owner, keys: keys && [...before], signal: own, engine })
  const name = 'delivery' in owner ? sinkName(owner.delivery) : runName(owner.connection)
  const run = await (alone === undefined ? play(signal) : alone(name, play))
  const failed = await lettersOf(installation, place, keys)
  const left = keysOf(failed)
  return {
    replayed: before.size,
    mended: [...before].filter((key) => !left.has(key)).length,
    ...(run !== undefined && 'sent' in run && { sent: run.sent }),
    failed,
    notes: run?.notes ?? [],
    ...(run?.fault !== undefined && { fault: run.fault }),
  }
}

const pageSize = 1000

/** The dead letters of a part, those of some keys only where keys are named. */
async function lettersOf(
  { store }: Installation,
  place: LetterPlace,
  keys: readonly string[] | undefined,
): Promise<readonly FailedLetter[]> {
  const found: FailedLetter[] = []
  let after: LetterCursor | undefined
  do {
    const cursor: LetterCursor | undefined = after
    const page = await store.read((dialect, org) =>
      lettersAfter(dialect, org, place, cursor, pageSize),
    )
    after = page.at(-1)
    for (const { key, at, fault } of page)
      if (keys === undefined || namesOf(place, key).some((name) => keys.includes(name)))
        found.push({ key, at, fault })
  } while (after !== undefined)
  return found
}

/** What a person may write for a key: as it is kept, or the plain key of the record. */
function namesOf({ side }: LetterPlace, key: string): readonly string[] {
  if (side === 'delivery') return [key, key.slice(key.indexOf('/') + 1)]
  return key.startsWith('[') ? [key, keyOfText(key).join(', ')] : [key]
}

function keysOf(letters: readonly FailedLetter[]): ReadonlySet<string> {
  return new Set(letters.map(({ key }) => key))
}
