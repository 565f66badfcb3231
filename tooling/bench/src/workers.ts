/** How several workers share one account: time, the share of its limits that they use, and whether what they read is what it has. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startMeasuredServer, type MeasuredServer } from '@cartograph/host/measured-store'
import { startStripe, type SimulatedStripe } from '@cartograph/simulators/stripe'
import { measureLimits, type LimitRun } from './workers-limits.ts'
import { startFleet } from './workers-fleet.ts'
import { storedDigests, vendorDigests } from './workers-records.ts'

export interface WorkerRun {
  readonly name: string
  readonly workers: number
  readonly killed: number
  readonly objects: number
  /** From the first list to the end of the run. */
  readonly readingMs: number
  readonly listRequests: number
  /** Answered 429. */
  readonly refused: number
  /** Of what the limits of both lists allow in the time between the first list and the last. */
  readonly usedShare: number
  /** Every record is in the store as the account has it, and no other. */
  readonly isSame: boolean
}

export interface WorkerFigures {
  readonly runs: readonly WorkerRun[]
  readonly limits: readonly LimitRun[]
}

/** Requests a second of one list. @see https://docs.stripe.com/rate-limits (read 2026-11-22) */
const listsPerSecond = 2 * 25
const pageSize = 100
const paths: ReadonlySet<string> = new Set(['/v1/customers', '/v1/charges'])

interface Course {
  readonly name: string
  readonly objects: number
  readonly workers: number
  /** How many are killed on the way. */
  readonly killed: number
  readonly latencyMs: number
  readonly requestsAtOnce: number | undefined
}

/**
 * Reads so many objects with one worker, and with several of which two are killed on the way, each with four requests under way at
 * once and an account that takes 400 ms for each; then with all of them as fast as the account's limits let them. Last, four and ten processes that
 * do nothing but ask show how much of the limits is used.
 */
export async function measureWorkers(
  objects: number,
  options: {
    readonly workers?: number
    /** How many of them are killed on the way; with 0 there is no such run. */
    readonly killed?: number
    readonly latencyMs?: number
    /** How long processes ask that do nothing else, and how many they are. */
    readonly limits?: { readonly lengthMs: number; readonly processes: readonly number[] }
  } = {},
): Promise<WorkerFigures> {
  const { workers = 4, killed = 2, latencyMs = 400 } = options
  const { lengthMs, processes } = options.limits ?? { lengthMs: 20_000, processes: [4, 10] }
  const server = await startMeasuredServer({})
  const slow = { objects, latencyMs, requestsAtOnce: 4 }
  try {
    const limits: LimitRun[] = []
    for (const count of processes) limits.push(...(await measureLimits(server, count, lengthMs)))
    return {
      limits,
      runs: [
        await measured(server, { ...slow, name: 'one worker', workers: 1, killed: 0 }),
        ...(killed === 0
          ? []
          : [
              await measured(server, {
                ...slow,
                name: `${workers} workers, ${killed} killed`,
                workers,
                killed,
              }),
            ]),
        await measured(server, { ...slow, name: `${workers} workers`, workers, killed: 0 }),
        await measured(server, {
          name: `${workers} workers at the limit`,
          objects: Math.min(objects, 100_000),
          workers,
          killed: 0,
          latencyMs: 20,
          requestsAtOnce: undefined,
        }),
      ],
    }
  } finally {
    await server.stop()
  }
}

/** What the targets are judged by: workers none of which was killed. */
export function workersTargets({ runs }: WorkerFigures) {
  const alone = runs.find(({ workers }) => workers === 1)
  const several = runs.filter(({ workers, killed }) => workers > 1 && killed === 0)
  const [together, limited] = several
  return {
    isSame: runs.every(({ isSame }) => isSame),
    measured: {
      'workers-four': (alone?.readingMs ?? Number.NaN) / (together?.readingMs ?? Number.NaN),
      'limits-workers': (1 / (limited?.usedShare ?? Number.NaN) - 1) * 100,
    },
  }
}

async function measured(server: MeasuredServer, course: Course): Promise<WorkerRun> {
  const { name, objects, workers, killed, latencyMs } = course
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-workers-'))
  const database = `bench_${randomUUID().replaceAll('-', '')}`
  await server.ask(`create database ${database}`)
  const count = Math.floor(objects / 2)
  const stripe = await startStripe({
    size: { customers: count, charges: count },
    livemode: true,
    limits: 'real',
  })
  stripe.weather.set({ latencyMs })
  const file = join(folder, 'cartograph.yaml')
  writeFileSync(file, configuration(stripe, server.address(database), course))
  const failures: string[] = []
  const fleet = startFleet(workers, file, (words) => failures.push(words))
  try {
    const watch = watchLists(stripe)
    let gone = 0
    while (!(await hasEnded(server, database))) {
      if (failures.length > 0) throw new Error(`A worker ended by itself: ${failures.join('\n')}`)
      // At a quarter of the way, at half of it.
      const next = ((gone + 1) * count * 2) / pageSize / 4
      if (gone < killed && watch.look() >= next) fleet.kill(gone++)
      await wait(50)
    }
    const { lists, firstAt, lastAt } = watch.end()
    const endedAt = performance.now()
    await fleet.stop()
    const expected = JSON.stringify(vendorDigests(stripe))
    return {
      name,
      workers,
      killed: gone,
      objects: count * 2,
      readingMs: endedAt - firstAt,
      listRequests: lists,
      refused: stripe.log.filter(({ status }) => status === 429).length,
      usedShare: lists / ((lastAt - firstAt) / 1000) / listsPerSecond,
      isSame: JSON.stringify(await storedDigests(server, database)) === expected,
    }
  } finally {
    await fleet.stop()
    await stripe.close()
    rmSync(folder, { recursive: true })
  }
}

/** Counts the requests for pages, and notes when the first and the last of them were answered. */
function watchLists(stripe: SimulatedStripe) {
  let seen = 0
  let lists = 0
  let firstAt = Number.POSITIVE_INFINITY
  let lastAt = 0
  const look = (): number => {
    for (; seen < stripe.log.length; seen += 1) {
      const { path = '' } = stripe.log[seen] ?? {}
      if (!paths.has(path)) continue
      lists += 1
      lastAt = performance.now()
      firstAt = Math.min(firstAt, lastAt)
    }
    return lists
  }
  const watching = setInterval(look, 10)
  return {
    look,
    end: () => {
      clearInterval(watching)
      look()
      return { lists, firstAt, lastAt }
    },
  }
}

/** The run that reads the account for the first time has ended well. */
async function hasEnded(server: MeasuredServer, database: string): Promise<boolean> {
  const [table] = await server.ask("select to_regclass('sync_run') as name", database)
  if (table?.['name'] === null) return false
  const rows = await server.ask("select ok from sync_run where status = 'ended'", database)
  return rows.some((row) => Number(row['ok']) === 1)
}

function configuration(
  { url, keys }: SimulatedStripe,
  store: string,
  { requestsAtOnce }: Course,
): string {
  return `
version: 1
organisation: bench
store: '${store}'
connections:
  pay:
    connector: stripe
    streams: [customers, charges]
    schedule: '0 3 1 1 *'
${requestsAtOnce === undefined ? '' : `    requestsAtOnce: ${requestsAtOnce}\n`}    config: { secretKey: ${keys.secret}, apiBase: '${url}' }
`
}
