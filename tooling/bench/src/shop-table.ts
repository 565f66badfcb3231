import { tableLines, type Column } from './columns.ts'
import type { ShopFigures, ShopRun } from './shop.ts'

const columns: readonly Column<ShopRun>[] = [
  ['run', ({ name }) => name],
  ['requests', ({ requests }) => String(requests)],
  ['records read', ({ read }) => String(read)],
  ['written', ({ written }) => String(written)],
  ['deleted', ({ deleted }) => String(deleted)],
  ['time', ({ durationMs }) => seconds(durationMs)],
  ['computed', ({ computedMs }) => seconds(computedMs)],
  ['memory at the most', ({ peakMemory }) => `${Math.round(peakMemory / 1e6)} MB`],
  ['at 240 a minute', ({ limitedMs }) => seconds(limitedMs)],
]

/** The figures as a table for people, and the three streams that took most requests of each run. */
export function shopTable({ orders, customers, products, runs }: ShopFigures): string {
  return [
    `A WooCommerce shop of ${orders} orders, ${customers} customers and ${products} products, without limits:`,
    ...tableLines(columns, runs),
    ...runs.map((run) => `${run.name}: ${mostRequests(run)}`),
  ].join('\n')
}

function mostRequests({ streams }: ShopRun): string {
  return streams
    .toSorted((one, other) => other.requests - one.requests)
    .slice(0, 3)
    .map(({ stream, requests, read }) => `${stream} ${requests} requests for ${read} records`)
    .join(', ')
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
