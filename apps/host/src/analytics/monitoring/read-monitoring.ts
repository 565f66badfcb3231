import { faultOf, type Fault } from '@cartograph/core'
import * as z from 'zod'
import type { Configuration } from '../../config/index.ts'
import {
  countLetters,
  countRecords,
  lastRuns,
  listStreams,
  openSlices,
  pausedConnections,
  placeName,
  readLetters,
  readSchedules,
  type Dialect,
  type Place,
  type RunEntry,
  type Store,
  type Work,
} from '../../store/index.ts'
import { standingOf, type Standing } from './stream-standing.ts'

/** How one stream of a connection stands, for people and programs that watch. */
export interface MonitoredStream {
  readonly stream: string
  readonly standing: Standing
  /** Everything that was at the vendor at this instant is in the store. */
  readonly completeTo?: string
  /** When it was read to its end last. */
  readonly lastSyncAt?: string
  /** How long ago that was true which is in the store. */
  readonly lagMs?: number
  readonly records: number
  readonly deleted: number
  /** Parts of a reading that has begun and not ended. */
  readonly openParts: number
  readonly rejected: number
  /** Why the newest run failed. */
  readonly fault?: ShownFault
  /** The newest of what could not be understood. */
  readonly rejections: readonly ShownFault[]
}

type ShownFault = Pick<Fault, 'kind' | 'message' | 'hint'>

export interface MonitoredConnection {
  readonly connection: string
  readonly connector: string
  /** The worst of its streams. */
  readonly standing: Standing
  readonly nextAt?: string
  /** Since when nothing is read from it and sent to it, and who wanted it so. */
  readonly paused?: { readonly since: string; readonly by: string }
  readonly streams: readonly MonitoredStream[]
}

export interface Monitoring {
  readonly at: string
  readonly connections: readonly MonitoredConnection[]
}

/** From what needs somebody most to what needs nobody. */
const byNeed: readonly Standing[] = [
  'authExpired',
  'failing',
  'paused',
  'delayed',
  'never',
  'loading',
  'healthy',
]
const runsBack = 20
const shownRejections = 3

/** How every connection and stream stands, from the store alone. */
export function readMonitoring({
  store,
  configuration,
  now,
}: {
  readonly store: Store
  readonly configuration: Pick<Configuration, 'connections'>
  readonly now: number
}): Promise<Monitoring> {
  return store.read(function* (dialect, org) {
    const places = Map.groupBy(yield* listStreams(dialect, org), ({ connection }) => connection)
    const schedules = new Map((yield* readSchedules(dialect, org)).map((each) => [each.id, each]))
    const rests = yield* pausedConnections(dialect, org)
    const connections: MonitoredConnection[] = []
    for (const { id, connectorName, version } of configuration.connections.values()) {
      const nextAt = schedules.get(id)?.nextAt ?? undefined
      const pause = rests.get(id)
      const streams: MonitoredStream[] = []
      for (const place of places.get(id) ?? [])
        streams.push(
          yield* streamOf(dialect, org, place, { now, nextAt, isPaused: pause !== undefined }),
        )
      connections.push({
        connection: id,
        connector: `${connectorName} ${version}`,
        standing: pause === undefined ? worstOf(streams) : 'paused',
        ...(pause !== undefined && {
          paused: { since: new Date(pause.pausedAt).toISOString(), by: pause.pausedBy },
        }),
        ...(nextAt !== undefined && { nextAt: new Date(nextAt).toISOString() }),
        streams,
      })
    }
    return { at: new Date(now).toISOString(), connections }
  })
}

function worstOf(streams: readonly MonitoredStream[]): Standing {
  return byNeed.find((each) => streams.some(({ standing }) => standing === each)) ?? 'never'
}

function* streamOf(
  dialect: Dialect,
  org: string,
  place: Place,
  {
    now,
    nextAt,
    isPaused,
  }: { readonly now: number; readonly nextAt: number | undefined; readonly isPaused: boolean },
): Work<MonitoredStream> {
  const letters = { side: 'source', part: placeName(place) } as const
  const { live, deleted } = yield* countRecords(dialect, org, place)
  const open = yield* openSlices(dialect, org, place)
  const runs = yield* lastRuns(dialect, org, 'source', placeName(place), runsBack)
  const rejected = yield* countLetters(dialect, org, letters)
  const examples = rejected === 0 ? [] : yield* readLetters(dialect, org, letters, shownRejections)
  const whole = runs.find((run) => run.endedAt !== undefined && faultIn(run) === undefined)
  // A run that is still going on tells nothing yet; the one before it does.
  const last = runs.find(({ endedAt }) => endedAt !== undefined) ?? runs[0]
  const fault = last && faultIn(last)
  const completeTo = whole?.startedAt
  return {
    stream: place.stream,
    standing: standingOf({
      now,
      ...(last !== undefined && {
        lastRun: { startedAt: last.startedAt, endedAt: last.endedAt, fault },
      }),
      completeTo,
      nextAt,
      isPaused,
    }),
    ...(completeTo !== undefined && {
      completeTo: new Date(completeTo).toISOString(),
      lagMs: Math.max(0, now - completeTo),
    }),
    ...(whole?.endedAt !== undefined && { lastSyncAt: new Date(whole.endedAt).toISOString() }),
    records: live,
    deleted,
    openParts: open.length,
    rejected,
    ...(fault !== undefined && { fault: shown(fault) }),
    rejections: examples.map((letter) => shown(letter.fault)),
  }
}

const reportShape = z.object({ fault: z.unknown().optional() })

function faultIn({ report }: RunEntry): Fault | undefined {
  if (report === undefined) return undefined
  const parsed = reportShape.safeParse(JSON.parse(report))
  return parsed.data?.fault === undefined ? undefined : faultOf(parsed.data.fault)
}

function shown({ kind, message, hint }: Fault): ShownFault {
  return { kind, message, ...(hint !== undefined && { hint }) }
}
