import { randomUUID } from 'node:crypto'
import { faultOf, type Fault } from '@cartograph/core'
import { sync, type SyncReport } from '../engine/index.ts'
import {
  endSyncRun,
  openSyncRuns,
  queueSyncRun,
  startSyncRun,
  type SyncRun,
} from '../store/index.ts'
import { detached } from '../telemetry/index.ts'
import { retryAfter, type Host } from './host.ts'
import type { ProgressBoard } from './progress-board.ts'

/** The runs of each connection, one after another; those of different connections at the same time. */
export interface SyncLanes {
  /** Looks whether a run of the connection is due. */
  wake(connection: string): void
  /** How many connections are read now. */
  running(): number
  /** Settles when no run goes on. */
  idle(): Promise<void>
}

/** What became of a run that did not even begin to read. */
interface FailedStart {
  readonly ok: false
  readonly runs: readonly []
  readonly fault: Fault
}

export interface SyncLaneOptions {
  readonly board: ProgressBoard
  /** Settles when a connection may be read. */
  readonly ready: (connection: string) => Promise<void>
  /** A run has ended, and may have discovered more of the account. */
  readonly onRead: (connection: string) => Promise<void>
}

export function syncLanes(host: Host, { board, ready, onRead }: SyncLaneOptions): SyncLanes {
  const lanes = new Map<string, Promise<void>>()
  const again = new Set<string>()
  const work = async (connection: string) => {
    await ready(connection)
    for (;;) {
      const run = await takeRun(host, connection)
      if (run === undefined) return
      await play(host, run, board)
      await onRead(connection)
    }
  }
  const wake = (connection: string) => {
    if (host.signal.aborted) return
    if (lanes.has(connection)) {
      again.add(connection)
      return
    }
    const lane = detached(() => work(connection))
      .catch((error: unknown) => {
        host.log({ level: 'error', connection, message: faultOf(error).message })
      })
      .finally(() => {
        lanes.delete(connection)
        if (again.delete(connection)) wake(connection)
      })
    lanes.set(connection, lane)
  }
  return {
    wake,
    running: () => lanes.size,
    idle: async () => {
      while (lanes.size > 0) await Promise.all(lanes.values())
    },
  }
}

async function takeRun(
  { store, clock, signal }: Host,
  connection: string,
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
    // It stands as running in the store, and the next start takes it up.
    log({ level: 'info', connection, message: 'Stopped reading; the next start goes on.' })
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
      signal: host.signal,
      onProgress: (progress) => board.note(run.id, progress),
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
