import { randomUUID } from 'node:crypto'
import { faultOf, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { helpRead, runName, sync, type ConnectionScene, type SyncReport } from '../engine/index.ts'
import type { Wakes } from '../queue/index.ts'
import {
  endSyncRun,
  openSyncRuns,
  queueSyncRun,
  startSyncRun,
  isLeased,
  type Place,
  type SyncRun,
} from '../store/index.ts'
import { underLease } from './held.ts'
import { retryAfter, type Host } from './host.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { SceneBook } from './scene-book.ts'
import { unlessPaused } from './unless-paused.ts'

/** What became of a run that did not even begin to read. */
interface FailedStart {
  readonly ok: false
  readonly runs: readonly []
  readonly fault: Fault
}

export interface SyncWorkOptions {
  readonly board: ProgressBoard
  /** Sees to what must be done before a connection is read; 'busy': another process is at it. */
  readonly prepare: (scene: ConnectionScene) => Promise<'busy' | undefined>
  readonly scenes: SceneBook
}

/** Reads connections: the runs of each one after another, those of different connections at the same time. */
export function syncWork(host: Host, { board, prepare, scenes }: SyncWorkOptions): void {
  const { wakes } = host
  /** Of which this process is in charge. */
  const own = new Set<string>()
  const readAll = async (connection: string, signal: AbortSignal) => {
    own.add(connection)
    try {
      for (;;) {
        const run = await takeRun(host, connection, signal)
        if (run === undefined) return undefined
        await play({ ...host, signal }, run, board)
        await scenes.renew(connection)
      }
    } finally {
      own.delete(connection)
    }
  }
  wakes.handle('sync', async (connection) => {
    const scene = scenes.of(connection)
    if (scene === undefined) return undefined
    const prepared = await prepare(scene)
    if (prepared === 'busy') return prepared
    return underLease(host, runName(connection), ({ signal }) =>
      unlessPaused(host, connection, signal, (unpaused) => readAll(connection, unpaused)),
    )
  })
  wakes.handle('slices', async (key) => {
    const { connection, stream } = slicesOf(key)
    const isWanted = () =>
      host.store.read((dialect, org) => isLeased(dialect, org, runName(connection)))
    const isNeeded = await isWanted()
    if (!isNeeded) return undefined
    // Others are to help, not whoever is in charge.
    if (own.has(connection)) return 'busy'
    const scene = await scenes.fresh(connection)
    if (scene === undefined) return undefined
    const { slices, faults } = await helpRead({ ...scene, owner: randomUUID() }, stream, isWanted)
    if (slices > 0)
      host.log({
        level: 'info',
        connection,
        message: `${stream}: ${slices} slices read for another process.`,
        fields: { stream, slices },
      })
    for (const { message } of faults)
      host.log({ level: 'warn', connection, message: `${stream}: ${message}` })
    return undefined
  })
}

/** How many slices one helper reads, about; and how many helpers there are at the most. */
const slicesAHelper = 4
const mostHelpers = 32

/** Calls for helpers where a stream has more slices open than one process reads at the same time. */
function callForHelp(wakes: Wakes, { connection, stream }: Place, waiting: number): void {
  const helpers = Math.min(mostHelpers, Math.ceil(waiting / slicesAHelper) - 1)
  for (let helper = 1; helper <= helpers; helper += 1)
    wakes.wake('slices', JSON.stringify([connection, stream, helper]))
}

const helperKey = z.tuple([z.string(), z.string(), z.int()])

function slicesOf(key: string): Place {
  const [connection, stream] = helperKey.parse(JSON.parse(key))
  return { connection, stream }
}

async function takeRun(
  { store, clock }: Host,
  connection: string,
  signal: AbortSignal,
): Promise<SyncRun | undefined> {
  if (signal.aborted) return undefined
  const now = clock.now()
  const open = await store.read((dialect, org) => openSyncRuns(dialect, org, connection))
  // One that stands as running was cut off, with an earlier process or by a store that failed: a lane has one at a time.
  const run = open.find((each) => each.status === 'running' || each.notBefore <= now)
  if (run !== undefined)
    await store.write((dialect, org) => startSyncRun(dialect, org, run.id, now))
  return run
}

async function play(host: Host, run: SyncRun, board: ProgressBoard): Promise<void> {
  const { store, clock, log, signal } = host
  const { connection } = run
  log({ level: 'info', connection, message: `Reading ${what(run)} (${causes[run.cause]}).` })
  const report = await readConnection(host, run, board)
  if (signal.aborted) {
    // It stands as running in the store, and is taken up at the next start, or once the connection goes on.
    log({ level: 'info', connection, message: 'Stopped reading; whoever reads next goes on.' })
    return
  }
  const text = JSON.stringify(report)
  const retry = retryOf(host, run, report)
  await store.write(function* (dialect, org) {
    const now = clock.now()
    yield* endSyncRun(dialect, org, { id: run.id, connection, ok: report.ok, report: text, now })
    if (retry !== undefined) yield* queueSyncRun(dialect, org, retry, now)
  })
  board.end(run.id, text)
  logReport(host, connection, report)
}

const causes: Readonly<Record<SyncRun['cause'], string>> = {
  person: 'asked for',
  schedule: 'on schedule',
  hint: 'the vendor says something changed',
  first: 'for the first time',
}

function what({ streams }: SyncRun): string {
  return streams === undefined ? 'everything that is enabled' : streams.join(', ')
}

async function readConnection(
  host: Host,
  run: SyncRun,
  board: ProgressBoard,
): Promise<SyncReport | FailedStart> {
  try {
    return await sync(host, {
      connections: [run.connection],
      ...(run.streams !== undefined && { streams: run.streams }),
      full: run.full,
      owner: host.owner,
      signal: host.signal,
      onProgress: (progress) => board.note(run.id, progress),
      onOpenSlices: (place, waiting) => callForHelp(host.wakes, place, waiting),
      engine: host.engine,
    })
  } catch (error) {
    return { ok: false, runs: [], fault: faultOf(error, run.connection) }
  }
}

/** What nobody would ask for again by himself is tried again after a failure that passes. */
function retryOf(host: Host, run: SyncRun, report: SyncReport | FailedStart) {
  if (run.cause === 'person' || run.cause === 'schedule') return undefined
  const faults = [
    ...report.runs.flatMap((each) => (each.fault === undefined ? [] : [each.fault])),
    ...('fault' in report ? [report.fault] : []),
  ]
  if (!faults.some(({ kind }) => kind === 'transient' || kind === 'rateLimit')) return undefined
  const attempt = run.attempt + 1
  return {
    id: randomUUID(),
    connection: run.connection,
    streams: run.streams,
    full: run.full,
    cause: run.cause,
    attempt,
    notBefore: host.clock.now() + retryAfter(host.waits, attempt),
  }
}

function logReport({ log }: Host, connection: string, report: SyncReport | FailedStart): void {
  if ('fault' in report) log({ level: 'error', connection, message: report.fault.message })
  for (const { stream, read, written, deleted, rejected, fault, notes } of report.runs) {
    const message = `${stream}: ${read} read, ${written} new or changed, ${deleted} deleted, ${rejected} rejected.`
    log({
      level: 'info',
      connection,
      message,
      fields: { stream, read, written, deleted, rejected },
    })
    for (const note of notes) log({ level: 'warn', connection, message: `${stream}: ${note}` })
    if (fault !== undefined)
      log({ level: 'error', connection, message: `${stream}: ${fault.message}` })
  }
}
