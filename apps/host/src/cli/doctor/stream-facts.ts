import type { Parts } from '@cartograph/core'
import type { Connection } from '../../config/index.ts'
import { sweepNeed } from '../../engine/index.ts'
import { defaultWaits } from '../../queue/index.ts'
import {
  lastRuns,
  placeName,
  readSlices,
  readStream,
  type Dialect,
  type HeldDeletes,
  type RunEntry,
  type StoreFigures,
  type Work,
} from '../../store/index.ts'

export interface StreamFacts {
  readonly connection: string
  readonly stream: string
  readonly lastRun: RunEntry | undefined
  /** Of the runs that are remembered. */
  readonly lastSuccessAt: number | undefined
  readonly openSlices: number
  /** Failed attempts of a part that is not read to its end. */
  readonly attempts: number
  readonly letters: number
  readonly held: HeldDeletes | undefined
  /** It should have been looked through for what is gone, and was not. */
  readonly isSweepOverdue: boolean
}

export interface KnownConnection {
  readonly connection: Connection
  readonly parts: Parts<unknown>
  readonly figures: StoreFigures
  readonly now: number
}

/** A sweep that is late by as much as its own interval is overdue. */
const lateSweepMs = 2 * defaultWaits.sweepMs

/** How a stream stands; undefined: it was never read. */
export function* streamFacts(
  dialect: Dialect,
  org: string,
  { connection, parts, figures, now }: KnownConnection,
  stream: string,
): Work<StreamFacts | undefined> {
  const place = { connection: connection.id, stream }
  const name = placeName(place)
  const state = yield* readStream(dialect, org, place)
  const [lastRun] = yield* lastRuns(dialect, org, 'source', name, 1)
  if (state === undefined && lastRun === undefined) return undefined
  const definition = parts.streams?.[stream]
  const slices = yield* readSlices(dialect, org, place)
  const isHere = (each: { readonly connection: string; readonly stream: string }) =>
    each.connection === place.connection && each.stream === stream
  const open = figures.openSlices.find(isHere)
  const need =
    definition === undefined || state === undefined
      ? undefined
      : sweepNeed(definition, slices, state, {
          now,
          everyMs: lateSweepMs,
          asked: false,
          isFed: parts.feed?.streams.includes(stream) ?? false,
        })
  return {
    ...place,
    lastRun,
    lastSuccessAt: figures.successes.find(({ side, part }) => side === 'source' && part === name)
      ?.endedAt,
    openSlices: open?.count ?? 0,
    attempts: open?.attempts ?? 0,
    letters: lettersOf(figures, 'source', name),
    held: state?.held,
    isSweepOverdue: need !== undefined && (need.sweep || need.anew),
  }
}

export function lettersOf(
  { letters }: StoreFigures,
  side: 'source' | 'delivery',
  part: string,
): number {
  return letters.find((each) => each.side === side && each.part === part)?.count ?? 0
}
