/** A retailer's year, sold by a simulated WooCommerce shop and read by the real command: nothing is lost, to the penny. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import Sqlite from 'better-sqlite3'
import { measureSync } from './command.ts'
import { readRetailFile, type FileTotal } from './retail-file.ts'
import { shopConfiguration } from './shop-configuration.ts'

export interface RetailTotal {
  readonly count: number
  /** Pence. */
  readonly total: number
}

export interface RetailFigures {
  readonly sales: { readonly file: RetailTotal; readonly store: RetailTotal }
  readonly cancellations: { readonly file: RetailTotal; readonly store: RetailTotal }
  readonly rejected: number
  readonly requests: number
  readonly durationMs: number
  readonly computedMs: number
  readonly peakMemory: number
  /** Same counts, and totals that differ by no more than rounding a line can make. */
  readonly isSame: boolean
}

/** The shop rounds each line to a penny, and the file's prices have three decimals. */
const roundingPence = 5

export async function measureRetail(path: string): Promise<RetailFigures> {
  const { orders, sales, cancellations } = await readRetailFile(path)
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-retail-'))
  const store = await startWooCommerce({
    orders,
    currency: 'GBP',
    timeZone: 'Europe/London',
    pricesIncludeTax: false,
  })
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), shopConfiguration(store))
    const { streams, ...figures } = await measureSync(folder)
    const found = storeTotals(join(folder, 'cartograph.db'))
    const pairs = {
      sales: { file: pence(sales), store: found.sales },
      cancellations: { file: pence(cancellations), store: found.cancellations },
    }
    return {
      ...pairs,
      rejected: streams.reduce((sum, { rejected }) => sum + rejected, 0),
      requests: store.log.length,
      ...figures,
      isSame: Object.values(pairs).every(
        (pair) =>
          pair.file.count === pair.store.count &&
          Math.abs(pair.file.total - pair.store.total) <= roundingPence,
      ),
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

function pence({ count, thousandths }: FileTotal): RetailTotal {
  return { count, total: Number(thousandths) / 10 }
}

/** Orders of the model by the beginning of their number. */
function storeTotals(file: string) {
  const database = new Sqlite(file, { readonly: true })
  try {
    const rows = database
      .prepare<[], { readonly data: string }>(
        `select data from commerce where entity = 'order' and deleted_at is null`,
      )
      .all()
      .map(({ data }) => JSON.parse(data) as { readonly number: string; readonly total: number })
    const total = (isCancelled: boolean): RetailTotal => {
      const own = rows.filter(({ number }) => number.startsWith('C') === isCancelled)
      return { count: own.length, total: own.reduce((sum, row) => sum + row.total, 0) }
    }
    return { sales: total(false), cancellations: total(true) }
  } finally {
    database.close()
  }
}

export function retailTable(figures: RetailFigures): string {
  const line = (name: string, { file, store }: RetailFigures['sales']) =>
    `${name.padEnd(15)}${pounds(file)} in the file, ${pounds(store)} in the store`
  const { requests, durationMs, computedMs, peakMemory, rejected, isSame } = figures
  return [
    line('sales', figures.sales),
    line('cancellations', figures.cancellations),
    `${requests} requests, ${rejected} rejected, ${(durationMs / 1000).toFixed(1)} s, computed ${(computedMs / 1000).toFixed(1)} s, ${Math.round(peakMemory / 1e6)} MB at the most`,
    isSame ? 'The store has what the file has.' : 'FAILED: the store has not what the file has.',
  ].join('\n')
}

function pounds({ count, total }: RetailTotal): string {
  return `${count} of £${(total / 100).toFixed(2)}`
}
