/** How long the command takes until it serves an existing store, and until it has said what it can do. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableLines, type Column } from './columns.ts'
import { command, commandFlags, environment, measureSync } from './command.ts'
import { startServing } from './serving.ts'

export interface StartFigures {
  readonly starts: readonly StartTimes[]
}

export interface StartTimes {
  readonly what: 'serve, until it answers' | 'help, until its end'
  /** From the start of the process; from the shortest to the longest. */
  readonly timesMs: readonly number[]
}

/** Starts each so many times, on a store with so many orders. */
export async function measureStarting(orders: number, times: number): Promise<StartFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-starting-'))
  try {
    writeFileSync(join(folder, 'orders.csv'), ordersText(orders))
    writeFileSync(join(folder, 'cartograph.yaml'), configuration)
    await measureSync(folder)
    // The first start compiles what is kept compiled from then on.
    await serveOnce(folder)
    await helpOnce()
    const serving: number[] = []
    const helping: number[] = []
    for (let time = 0; time < times; time += 1) {
      serving.push(await serveOnce(folder))
      helping.push(await helpOnce())
    }
    return {
      starts: [
        { what: 'serve, until it answers', timesMs: ascending(serving) },
        { what: 'help, until its end', timesMs: ascending(helping) },
      ],
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function serveOnce(folder: string): Promise<number> {
  const beganAt = performance.now()
  const host = await startServing(folder)
  try {
    const answer = await fetch(`${host.url}/ready`)
    await answer.text()
    return performance.now() - beganAt
  } finally {
    await host.stop()
  }
}

async function helpOnce(): Promise<number> {
  const beganAt = performance.now()
  const child = spawn(process.execPath, [...commandFlags, command, '--help'], {
    env: { ...environment, ...process.env },
    stdio: 'ignore',
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The command ended with ${String(code)}.`)
  return performance.now() - beganAt
}

function ascending(times: readonly number[]): readonly number[] {
  return times.toSorted((a, b) => a - b)
}

function ordersText(orders: number): string {
  const lines = Array.from({ length: orders }, (_none, id) => `${id},2026-03-01,${id % 900}.50`)
  return `${['order,at,total', ...lines].join('\n')}\n`
}

const configuration = `version: 1
organisation: bench
store: ./cartograph.db
connections:
  files:
    connector: file
    schedule: '0 3 1 1 *'
    config:
      sources:
        orders: { path: ./orders.csv, format: csv, key: [order], columns: { total: { type: decimal } } }
    mappings:
      - id: csv-order
        from: { connector: file, stream: orders }
        to: { entity: order }
        fields:
          id: $.order
          channel: web
          status: paid
          placedAt: { $instant: $.at, format: yyyy-MM-dd, zone: UTC }
          currency: EUR
          total: { $money: $.total, currency: EUR }
          lines: []
`

const columns: readonly Column<StartTimes>[] = [
  ['start', ({ what }) => what],
  ['times', ({ timesMs }) => String(timesMs.length)],
  ['shortest', ({ timesMs }) => `${Math.round(timesMs[0] ?? 0)} ms`],
  ['median', ({ timesMs }) => `${Math.round(medianOf(timesMs))} ms`],
  ['longest', ({ timesMs }) => `${Math.round(timesMs.at(-1) ?? 0)} ms`],
]

/** The figures as a table for people. */
export function startingTable({ starts }: StartFigures): string {
  return ['From the start of the process:', ...tableLines(columns, starts)].join('\n')
}

export function startingTargets({ starts }: StartFigures) {
  const median = (wanted: StartTimes['what']) =>
    medianOf(starts.find(({ what }) => what === wanted)?.timesMs ?? [])
  return {
    isSame: true,
    measured: {
      'start-serve': median('serve, until it answers'),
      'start-help': median('help, until its end'),
    },
  }
}

function medianOf(ascendingTimes: readonly number[]): number {
  return ascendingTimes[Math.floor(ascendingTimes.length / 2)] ?? Number.NaN
}
