/** Lines per second and peak memory of the real command, from a CSV file to orders in a store. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dayMs, exportFiles, simulatedShop } from '@cartograph/simulators'

export interface LoadingFigures {
  /** Lines of the file, one an order line. */
  readonly lines: number
  readonly linesPerSecond: number
  /** Of the whole process, in bytes. */
  readonly peakMemory: number
  /** The file again, with a day's changes. */
  readonly again: {
    readonly lines: number
    readonly written: number
    readonly linesPerSecond: number
    readonly peakMemory: number
  }
}

interface Run {
  readonly read: number
  readonly written: number
  readonly durationMs: number
  readonly peakMemory: number
}

const command = fileURLToPath(new URL('../../../apps/host/src/cli/main.ts', import.meta.url))
const witness = new URL('peak-memory.ts', import.meta.url).href

/** Loads a simulated shop's order lines, and again a day later. */
export async function measureLoading(orders: number): Promise<LoadingFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-'))
  try {
    const shop = simulatedShop({ orders })
    await exportFiles(shop, folder)
    writeFileSync(join(folder, 'cartograph.yaml'), configuration)
    const first = await sync(folder)
    shop.advance(dayMs)
    await exportFiles(shop, folder)
    const second = await sync(folder)
    return {
      lines: first.read,
      linesPerSecond: speed(first),
      peakMemory: first.peakMemory,
      again: {
        lines: second.read,
        written: second.written,
        linesPerSecond: speed(second),
        peakMemory: second.peakMemory,
      },
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}

export function loadingTable(figures: LoadingFigures): string {
  const line = (
    name: string,
    run: Pick<LoadingFigures, 'lines' | 'linesPerSecond' | 'peakMemory'>,
  ) =>
    `${name.padEnd(14)}${String(run.lines).padStart(10)} lines${String(run.linesPerSecond).padStart(10)} lines/s${megabytes(run.peakMemory).padStart(10)} at the most`
  return [
    line('first load', figures),
    `${line('a day later', figures.again)}, ${figures.again.written} lines new or changed`,
  ].join('\n')
}

function speed(run: Run): number {
  return Math.round(run.read / (run.durationMs / 1000))
}

async function sync(folder: string): Promise<Run> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@cartograph/source',
      '--disable-warning=ExperimentalWarning',
      `--import=${witness}`,
      command,
      'sync',
      '--json',
      '--config',
      join(folder, 'cartograph.yaml'),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The command ended with ${String(code)}: ${told}${said}`)
  const { runs } = JSON.parse(said) as {
    readonly runs: readonly Omit<Run, 'peakMemory'>[]
  }
  const [run] = runs
  if (run === undefined) throw new Error('The command ran no stream.')
  const peakMemory = Number(/peak memory (\d+)/.exec(told)?.[1])
  return { read: run.read, written: run.written, durationMs: run.durationMs, peakMemory }
}

const configuration = `
version: 1
organisation: bench
connections:
  files:
    connector: file
    config:
      sources:
        orders: { path: ./orders.csv, key: [order_number, line] }
    mappings:
      - id: order
        from: { connector: file, stream: orders }
        to: { entity: order }
        group: { by: [$.order_number] }
        fields:
          id: $.order_number
          status: paid
          placedAt: { $instant: $.placed_at, zone: Europe/Copenhagen }
          currency: $.currency
          total: { $money: { $sum: { $each: $rows, as: $.line_total } }, currency: $.currency }
          lines:
            $each: $rows
            as:
              sku: $.sku
              quantity: { $number: $.quantity }
              total: { $money: $.line_total, currency: $.currency }
`
