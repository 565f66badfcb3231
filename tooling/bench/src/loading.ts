/** Lines per second and peak memory of the real command, from a CSV file to orders in a store. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayMs, exportFiles, simulatedShop } from '@cartograph/simulators'
import { measureSync } from './command.ts'

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
  const { streams, peakMemory } = await measureSync(folder)
  const [run] = streams
  if (run === undefined) throw new Error('The command ran no stream.')
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
