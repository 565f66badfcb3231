/** Lines a second of a retailer's file into orders, by the real command, beside parsing, hashing and inserting alone. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { tableLines, type Column } from './columns.ts'
import { measureSync } from './command.ts'
import { measureProgram } from './peers/programs.ts'
import { readRetailFile } from './retail-file.ts'

export interface LinesRun {
  readonly name: 'without any engine' | 'into orders' | 'all four mappings'
  readonly lines: number
  readonly workMs: number
  readonly computedMs: number
  readonly peakMemory: number
  /** Rows of orders, and the pence of all of them; of no meaning without an engine. */
  readonly orders: number
  readonly pence: number
}

export interface LinesFigures {
  readonly times: number
  /** Of each, the one in the middle. */
  readonly runs: readonly LinesRun[]
  /** What the file itself adds up to. */
  readonly expected: { readonly orders: number; readonly pence: number }
  readonly isSame: boolean
}

const example = fileURLToPath(new URL('../../../docs/examples/retail/', import.meta.url))
const withoutEngine = new URL('lines-without-engine.ts', import.meta.url)

/** Reads the first lines of a file as in docs/examples/retail (default: all), so many times each way. */
export async function measureLines(
  path: string,
  options: { readonly lines?: number; readonly times?: number } = {},
): Promise<LinesFigures> {
  const { lines: most = Infinity, times = 3 } = options
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-lines-'))
  try {
    const file = join(folder, 'lines.csv')
    const lines = await copyLines(path, file, most)
    const { sales } = await readRetailFile(file)
    const rounds: LinesRun[] = []
    for (let round = 0; round < times; round += 1)
      rounds.push(
        await alone(file, lines),
        await ours(file, { name: 'into orders', lines, mappings: ['order'] }),
        await ours(file, { name: 'all four mappings', lines, mappings: allMappings }),
      )
    const names = rounds.slice(0, 3).map(({ name }) => name)
    const expected = { orders: sales.count, pence: Number(sales.thousandths) / 10 }
    return {
      times,
      expected,
      runs: names.map((wanted) => middle(rounds.filter(({ name }) => name === wanted))),
      isSame: rounds.every(
        ({ name, orders, pence }) =>
          name === 'without any engine' ||
          (orders === expected.orders &&
            Math.abs(pence - expected.pence) <= orders * mostRoundingPence),
      ),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Prices have three decimals, and an order is rounded to a penny. */
const mostRoundingPence = 0.5
const allMappings = ['order', 'refund', 'event', 'customer']

async function copyLines(path: string, file: string, most: number): Promise<number> {
  const bytes = createReadStream(path)
  const text = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  const kept: string[] = []
  for await (const line of createInterface({ input: text })) {
    if (kept.length > most) break
    if (line !== '') kept.push(line)
  }
  writeFileSync(file, `${kept.join('\n')}\n`)
  return kept.length - 1
}

async function alone(file: string, lines: number): Promise<LinesRun> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-lines-alone-'))
  try {
    const { readingMs, ...figures } = await measureProgram(withoutEngine, {
      LINES_FILE: file,
      LINES_DATABASE: join(folder, 'lines.db'),
    })
    return { name: 'without any engine', lines, workMs: readingMs, ...figures, orders: 0, pence: 0 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function ours(
  file: string,
  course: Pick<LinesRun, 'name' | 'lines'> & { readonly mappings: readonly string[] },
): Promise<LinesRun> {
  const { name, lines, mappings } = course
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-lines-ours-'))
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), configuration(file, mappings))
    const { streams, computedMs, peakMemory } = await measureSync(folder)
    const workMs = Math.max(...streams.map(({ durationMs }) => durationMs))
    return { name, lines, workMs, computedMs, peakMemory, ...ordersIn(folder) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** As in docs/examples/retail, with the mappings that are named. */
function configuration(file: string, mappings: readonly string[]): string {
  const types = {
    Quantity: { type: 'integer' },
    UnitPrice: { type: 'decimal' },
    InvoiceDate: { type: 'instant', format: 'yyyy-MM-dd HH:mm:ss', zone: 'Europe/London' },
  }
  return JSON.stringify({
    version: 1,
    organisation: 'bench',
    store: './cartograph.db',
    connections: {
      retail: {
        connector: 'file',
        config: { sources: { lines: { path: file, format: 'csv', columns: types } } },
        mappings: mappings.map((name) => join(example, 'mappings', `${name}.yaml`)),
      },
    },
  })
}

function ordersIn(folder: string): { readonly orders: number; readonly pence: number } {
  const database = new Sqlite(join(folder, 'cartograph.db'), { readonly: true })
  try {
    const found = database
      .prepare<[], { readonly orders: number; readonly pence: number }>(
        `select count(*) as orders, coalesce(sum(data ->> 'total'), 0) as pence
           from commerce where entity = 'order' and deleted_at is null`,
      )
      .get()
    return found ?? { orders: 0, pence: 0 }
  } finally {
    database.close()
  }
}

function middle(runs: readonly LinesRun[]): LinesRun {
  const sorted = runs.toSorted((a, b) => a.workMs - b.workMs)
  const run = sorted[Math.floor(sorted.length / 2)]
  if (run === undefined) throw new Error('Nothing was measured.')
  return run
}

const columns: readonly Column<LinesRun>[] = [
  ['run', ({ name }) => name],
  ['lines', ({ lines }) => String(lines)],
  ['work', ({ workMs }) => `${(workMs / 1000).toFixed(1)} s`],
  ['lines/s', ({ lines, workMs }) => String(Math.round(lines / (workMs / 1000)))],
  ['computed', ({ computedMs }) => `${(computedMs / 1000).toFixed(1)} s`],
  ['memory at the most', ({ peakMemory }) => `${Math.round(peakMemory / 1e6)} MB`],
]

/** The figures as a table for people. */
export function linesTable({ runs, times, expected, isSame }: LinesFigures): string {
  return [
    `A retailer's file into SQLite; the middle of ${times}:`,
    ...tableLines(columns, runs),
    `${expected.orders} orders of £${(expected.pence / 100).toFixed(2)} in the file; the store has ${isSame ? 'the same' : 'OTHERS'}.`,
  ].join('\n')
}

export function linesTargets({ runs, isSame }: LinesFigures) {
  const speed = (wanted: LinesRun['name']) => {
    const run = runs.find(({ name }) => name === wanted)
    return run === undefined ? Number.NaN : run.lines / (run.workMs / 1000)
  }
  return {
    isSame,
    measured: {
      'lines-speed': speed('into orders'),
      'lines-without-engine': (speed('into orders') / speed('without any engine')) * 100,
    },
  }
}
