import { randomUUID } from 'node:crypto'
import { latestInstant, nextInstant } from '../queue/index.ts'
import {
  addFiring,
  advanceSchedule,
  dropSchedule,
  isPaused,
  openSyncRuns,
  queueSyncRun,
  readSchedules,
  writeSchedule,
  type Schedule,
  type Store,
} from '../store/index.ts'
import { connectionsOf, type Host } from './host.ts'

/** Brings the stored schedules to what the configuration says; one that did not change keeps its next instant. */
export async function applySchedules(
  host: Pick<Host, 'configuration' | 'store' | 'now'>,
): Promise<void> {
  const { store, now } = host
  const wanted = new Map(
    connectionsOf(host).flatMap(({ id, schedule, timeZone }) =>
      schedule === undefined ? [] : [[id, { rule: schedule, zone: timeZone ?? 'UTC' }] as const],
    ),
  )
  const stored = await store.read((dialect, org) => readSchedules(dialect, org))
  const known = new Map(stored.map((schedule) => [schedule.id, schedule]))
  await store.write(function* (dialect, org) {
    for (const { id } of stored) if (!wanted.has(id)) yield* dropSchedule(dialect, org, id)
    for (const [id, rule] of wanted) {
      const before = known.get(id)
      if (before?.rule === rule.rule && before.zone === rule.zone) continue
      const nextAt = nextInstant(rule, now()) ?? null
      yield* writeSchedule(dialect, org, { id, ...rule, nextAt })
    }
  })
}

/** What a slot that was met led to. */
export interface Fired {
  readonly connection: string
  readonly slot: number
  readonly run: string | null
  readonly note: string | null
}

/**
 * Meets the slots that are due, each once however many tick, and queues their runs in the same transaction.
 *
 * Of slots that were missed only the latest is met. Where the connection is still being read or is paused, none is begun, and it is noted.
 */
export async function tickSchedules(store: Store, now: number): Promise<readonly Fired[]> {
  const due = await store.read(function* (dialect, org) {
    const schedules = yield* readSchedules(dialect, org)
    return schedules.filter(({ nextAt }) => nextAt !== null && nextAt <= now)
  })
  const fired: Fired[] = []
  for (const schedule of due) {
    const one = await fire(store, schedule, now)
    if (one !== undefined) fired.push(one)
  }
  return fired
}

async function fire(store: Store, schedule: Schedule, now: number): Promise<Fired | undefined> {
  const { id: connection, nextAt } = schedule
  if (nextAt === null) return undefined
  const slot = latestInstant(schedule, nextAt, now)
  const next = nextInstant(schedule, now) ?? null
  const missed =
    slot === nextAt
      ? null
      : `Those from ${new Date(nextAt).toISOString()} on were missed; this one stands for them.`
  return store.write(function* (dialect, org) {
    const isOurs = yield* advanceSchedule(dialect, org, schedule, next, now)
    if (!isOurs) return undefined
    const open = yield* openSyncRuns(dialect, org, connection)
    const before = open.find(({ streams }) => streams === undefined)
    const rests = yield* isPaused(dialect, org, connection)
    const run = before === undefined && !rests ? randomUUID() : null
    const note = rests
      ? 'The connection is paused, so nothing was read.'
      : before === undefined
        ? missed
        : `The run ${before.id} still went on, so none was begun.`
    yield* addFiring(dialect, org, { schedule: connection, slot, firedAt: now, run, note })
    if (run !== null)
      yield* queueSyncRun(
        dialect,
        org,
        {
          id: run,
          connection,
          streams: undefined,
          full: false,
          cause: 'schedule',
          attempt: 0,
          notBefore: 0,
        },
        now,
      )
    return { connection, slot, run, note }
  })
}
