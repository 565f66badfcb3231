import { databaseName, untilMade, watchStore, withDatabase } from './database.ts'
import { startDatabaseServer } from './database-server.ts'
import { openFleet } from './fleet.ts'
import { play, type Failure, type Played, type Ground } from './play.ts'
import { protocolMutations, type ProtocolMutation } from './protocol-mutations.ts'
import {
  drawFreezes,
  drawFrozenReaders,
  drawSchedule,
  scheduleText,
  type Schedule,
} from './schedule.ts'
import { shrink } from './shrink.ts'
import { openStage } from './stage.ts'

export interface WorkersSuite {
  /** Of the first schedule; those after it have the seeds after it. */
  readonly seed: number
  readonly schedules: number
  /** Schedules that are played at the same time, each on a database server of its own. */
  readonly lanes: number
  /** How much longer everything takes than on a machine that does nothing else: leases, faults and patience. */
  readonly pace: number
  /** Only these faults of each schedule, by number from 0; for a reproduction. */
  readonly keep?: readonly number[]
  readonly mutants: boolean
  readonly say: (line: string) => void
}

/** What one installation after the other is played with. */
interface Lane extends Ground {
  close(): Promise<void>
}

async function openLane(pace: number, mutation?: ProtocolMutation): Promise<Lane> {
  const server = await startDatabaseServer()
  const fleet = openFleet(mutation)
  await withDatabase(
    server,
    (client) => client.query(`create database ${databaseName}`),
    'postgres',
  )
  const hidesKeys = mutation !== undefined && protocolMutations[mutation].hidesKeys === true
  const lane = {
    pace,
    hidesKeys,
    server,
    fleet,
    close: async () => {
      await fleet.close()
      await server.stop()
    },
  }
  // The first that comes makes the tables.
  const stage = await openStage(0, { ...lane, serves: false })
  await stage.begin(['worker'])
  await untilMade(server)
  await stage.close()
  await watchStore(server)
  return lane
}

interface Totals {
  schedules: number
  faults: number
  records: number
  effects: number
  repeats: number
}

/** Many processes on one PostgreSQL, schedule after schedule; with `mutants` also that it notices what is broken on purpose. */
export async function workersSuite(
  options: WorkersSuite,
): Promise<{ readonly failures: readonly string[]; readonly counted: string }> {
  const { seed, schedules, say } = options
  say(`workers, seeds ${seed} to ${seed + schedules - 1}, ${options.lanes} at the same time`)
  const totals: Totals = { schedules: 0, faults: 0, records: 0, effects: 0, repeats: 0 }
  const beganAt = performance.now()
  const failures = await playAll(options, totals)
  const seconds = Math.round((performance.now() - beganAt) / 1000)
  say(
    `workers: ${totals.schedules} schedules in ${seconds} s, ${totals.effects} items delivered and ${totals.repeats} of them repeated under their key, ${failures.length} failures`,
  )
  const unnoticed = options.mutants ? await unnoticedMutants(options) : []
  return {
    failures: [...failures, ...unnoticed],
    counted: countedIn(totals),
  }
}

function countedIn({ schedules, faults, records }: Totals): string {
  return `${schedules} schedules, ${faults} faults, ${records} records`
}

/** Of more schedules nobody reads a line each. */
const mostTold = 50

async function playAll(options: WorkersSuite, totals: Totals): Promise<readonly string[]> {
  const { seed, schedules, lanes, say } = options
  const waiting = Array.from({ length: schedules }, (_, index) => seed + index)
  const failures: string[] = []
  const isTold = schedules <= mostTold
  const work = async () => {
    const lane = await openLane(options.pace)
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const schedule = scheduleOf(next, options.keep)
        const startedAt = performance.now()
        const played = await playSafely(schedule, lane)
        const tookMs = Math.round(performance.now() - startedAt)
        totals.schedules += 1
        if (isTold)
          say(
            `${played.failures.length === 0 ? 'ok' : 'FAILED'}  seed ${next}: ${schedule.workers} workers${schedule.serves ? ' and a host' : ''}, ${schedule.faults.length} faults, ${played.records} records, ${played.effects} items, ${tookMs} ms`,
          )
        totals.faults += schedule.faults.length
        totals.records += played.records
        totals.effects += played.effects
        totals.repeats += played.repeats
        if (totals.schedules % mostTold === 0)
          say(`${countedIn(totals)} so far, ${failures.length + played.failures.length} failures`)
        if (played.failures.length === 0) continue
        for (const { kind, says } of played.failures.slice(0, 5)) say(`        ${kind}: ${says}`)
        for (const line of await reproduction(schedule, played.failures, lane)) say(line)
        failures.push(
          ...played.failures.slice(0, 5).map(({ kind, says }) => `seed ${next}: ${kind}: ${says}`),
        )
      }
    } finally {
      await lane.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, schedules) }, work))
  return failures
}

function scheduleOf(seed: number, keep: readonly number[] | undefined): Schedule {
  const schedule = drawSchedule(seed)
  if (keep === undefined) return schedule
  return { ...schedule, faults: schedule.faults.filter((_, index) => keep.includes(index)) }
}

/** What the suite itself cannot cope with is a failure too. */
async function playSafely(schedule: Schedule, lane: Lane): Promise<Played> {
  try {
    return await play(schedule, lane)
  } catch (error) {
    const says = error instanceof Error ? String(error.stack) : String(error)
    return { failures: [{ kind: 'stuck', says }], records: 0, effects: 0, repeats: 0 }
  }
}

/** How often a smaller schedule is played, since processes are never quite the same twice; and how often all of them. */
const tries = { tries: 2, most: 30 }

/** The failure in as few faults as it needs, and how to repeat it. */
async function reproduction(
  schedule: Schedule,
  failures: readonly Failure[],
  lane: Lane,
): Promise<readonly string[]> {
  const [first] = failures
  const all = schedule.faults.map((planned, index) => ({ planned, index }))
  const left = await shrink(
    all,
    async (some) => {
      const faults = some.map(({ planned: each }) => each)
      const played = await playSafely({ ...schedule, faults }, lane)
      return played.failures.some(({ kind }) => kind === first?.kind)
    },
    tries,
  )
  const numbers = left.map(({ index }) => index).join(',')
  return [
    `FAILED  ${first?.kind}: ${first?.says}`,
    ...scheduleText({ ...schedule, faults: left.map(({ planned: each }) => each) }),
    `repeat it: npm run test:faults -- --only workers --seed ${schedule.seed} --schedules 1 --keep ${numbers === '' ? 'none' : numbers}`,
  ]
}

/** Schedules that are played with a mutant until one fails. */
const mutantSchedules = 12

/** Where each is most likely to show. */
const drawn: Readonly<Record<ProtocolMutation, (seed: number) => Schedule>> = {
  sliceFence: drawFrozenReaders,
  takeOver: drawFreezes,
  runLease: drawFreezes,
  repeatKey: drawSchedule,
}

async function unnoticedMutants({ seed, pace, say }: WorkersSuite): Promise<readonly string[]> {
  const unnoticed: string[] = []
  for (const name of Object.keys(protocolMutations) as ProtocolMutation[]) {
    const { says } = protocolMutations[name]
    const lane = await openLane(pace, name)
    const undisturbed = await playSafely({ ...drawFreezes(seed), faults: [] }, lane)
    if (undisturbed.failures.some(({ kind }) => kind === 'stuck'))
      unnoticed.push(
        `a process that ${says} comes to no end even where nothing disturbs it, which shows nothing`,
      )
    let noticed: Failure | undefined
    let played = 0
    while (noticed === undefined && played < mutantSchedules) {
      const { failures } = await playSafely(drawn[name](seed + played), lane)
      noticed = failures.find(({ kind }) => kind !== 'stuck')
      played += 1
    }
    await lane.close()
    say(
      `mutant, ${says}: ${noticed === undefined ? 'not noticed' : `noticed in schedule ${played}: ${noticed.kind}: ${noticed.says.slice(0, 200)}`}`,
    )
    if (noticed === undefined) unnoticed.push(`nobody noticed a process that ${says}`)
  }
  return unnoticed
}
