import { join } from 'node:path'

import type { SimulatedShop } from '@cartograph/simulators'

import type { Business } from './business.ts'
import { cartographLines, type Workspace } from './command.ts'
import { deliveredLines, deliveredRows } from './delivered-files.ts'
import { minorUnits, newLedger, type Ledger, type LedgerWriter } from './ledger.ts'
import { tillOf } from './till.ts'
import { writeWebShop } from './web-shop.ts'

/** Ids in the store begin with the connection. */
export const prefixes = { web: 'shop:', till: 'till:' } as const

/** What Stripe has is compared by itself: it is the same money, seen from the other side. */
function isSold({ id }: { readonly id: string }): boolean {
  return Object.values(prefixes).some((prefix) => id.startsWith(prefix))
}

/** The truth: the web shop's own records, and the till's, every order's total added up from its lines. */
export function ledgerOfBusiness({ shop, store }: Business): Ledger {
  const writer = newLedger()
  writeWebShop(store, prefixes.web, writer)
  writeTill(tillOf(shop), prefixes.till, writer)
  return writer.ledger
}

function writeTill(till: SimulatedShop, prefix: string, writer: LedgerWriter): void {
  for (const { id, currency, lines, shippingTotal, refunded, status } of till.orders()) {
    const total = lines.reduce((sum, line) => sum + BigInt(line.total), BigInt(shippingTotal))
    writer.order({ id: prefix + id, currency, total, refunded: BigInt(refunded), status })
  }
  for (const { id, currency, amount } of till.refunds()) {
    writer.refund({ id: prefix + id, currency, total: BigInt(amount) })
  }
  for (const { id } of till.customers()) writer.customer(prefix + id)
}

/** What `cartograph export` gives. */
export async function ledgerOfStore(workspace: Workspace): Promise<Ledger> {
  const rowsOf = (entity: string) =>
    cartographLines(workspace, ['export', entity, '--format', 'ndjson', '--out', '-'])
  const writer = newLedger()
  await Promise.all([
    readOrders(rowsOf('order'), writer),
    readRefunds(rowsOf('refund'), writer),
    readCustomers(rowsOf('customer'), writer),
  ])
  return writer.ledger
}

/** What was pushed as CSV. */
export async function ledgerOfCsv(folder: string): Promise<Ledger> {
  const writer = newLedger()
  for await (const row of deliveredRows(join(folder, 'orders.csv'))) {
    const { id = '', currency = '', status = '' } = row
    const total = minorUnits(row['total'] ?? '', currency)
    writer.order({
      id,
      currency,
      status,
      total,
      refunded: minorUnits(row['refunded'] ?? '', currency),
    })
  }
  for await (const { id = '', currency = '', total = '' } of deliveredRows(
    join(folder, 'refunds.csv'),
  )) {
    if (!isSold({ id })) continue
    writer.refund({ id, currency, total: minorUnits(total, currency) })
  }
  for await (const { id = '' } of deliveredRows(join(folder, 'customers.csv'))) {
    if (isSold({ id })) writer.customer(id)
  }
  return writer.ledger
}

/** What was pushed as NDJSON: the rows as they are in the store. */
export async function ledgerOfNdjson(folder: string): Promise<Ledger> {
  const writer = newLedger()
  await readOrders(deliveredLines(join(folder, 'orders.ndjson')), writer)
  await readCustomers(deliveredLines(join(folder, 'customers.ndjson')), writer)
  return writer.ledger
}

interface Row {
  readonly id: string
  readonly currency: string
  readonly total: number
  readonly refundedTotal?: number
  readonly status: string
}

async function readOrders(lines: AsyncIterable<string>, writer: LedgerWriter): Promise<void> {
  for await (const line of lines) {
    const { total, refundedTotal, ...row } = JSON.parse(line) as Row
    if (!isSold(row)) continue
    writer.order({ ...row, total: BigInt(total), refunded: BigInt(refundedTotal ?? 0) })
  }
}

async function readRefunds(lines: AsyncIterable<string>, writer: LedgerWriter): Promise<void> {
  for await (const line of lines) {
    const { id, currency, total } = JSON.parse(line) as Row
    if (!isSold({ id })) continue
    writer.refund({ id, currency, total: BigInt(total) })
  }
}

async function readCustomers(lines: AsyncIterable<string>, writer: LedgerWriter): Promise<void> {
  for await (const line of lines) {
    const row = JSON.parse(line) as Row
    if (isSold(row)) writer.customer(row.id)
  }
}
