import { copyFileSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayMs, exportFiles, simulatedShop } from '@cartograph/simulators'

/** The shop's files as they were on each of its days. */
export interface Days {
  readonly folders: readonly string[]
  readonly orders: number
}

/** Exports a shop's files on three days; in between orders come, are refunded, edited and deleted. */
export async function makeDays(folder: string, seed: number, orders: number): Promise<Days> {
  const shop = simulatedShop({ seed, orders })
  const folders: string[] = []
  let count = 0
  for (let day = 0; day < 3; day += 1) {
    const at = join(folder, `day-${day}`)
    const files = await exportFiles(shop, at)
    folders.push(at)
    count = files.counts.orders
    const [first] = [...shop.orders()].slice(day, day + 1)
    shop.advance(2 * dayMs)
    if (first !== undefined) shop.remove(first.id)
  }
  return { folders, orders: count }
}

/** A folder with a configuration that reads the shop's files and delivers them in every way that the file sinks know. */
export function makeWorkspace(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `cartograph-faults-${name}-`))
  mkdirSync(join(folder, 'in'))
  writeFileSync(join(folder, 'cartograph.yaml'), configuration)
  return folder
}

/** Puts a day's files in the place of those before, at once: who has the old ones open goes on reading them. */
export function bringDay(folder: string, days: Days, day: number): void {
  const from = days.folders[day]
  if (from === undefined) throw new Error(`There is no day ${day}.`)
  for (const file of ['orders.csv', 'refunds.csv', 'customers.csv']) {
    const beside = join(folder, 'in', `.${file}`)
    copyFileSync(join(from, file), beside)
    renameSync(beside, join(folder, 'in', file))
  }
}

const configuration = `
version: 1
organisation: nordlys
store: ./cartograph.db
connections:
  files:
    connector: file
    config:
      directory: ./out
      sources:
        orders: { path: ./in/orders.csv }
        refunds:
          path: ./in/refunds.csv
          delimiter: ';'
          key: [refund_number]
          columns: { amount: { type: decimal, decimalComma: true } }
        customers: { path: ./in/customers.csv, key: [customer_id] }
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
          customerId: { $if: { $equals: [$.customer_id, ''] }, then: null, else: $.customer_id }
          total: { $money: { $sum: { $each: $rows, as: $.line_total } }, currency: $.currency }
          lines: { $each: $rows, as: { sku: $.sku, quantity: { $number: $.quantity } } }
      - id: refund
        from: { connector: file, stream: refunds }
        to: { entity: refund }
        fields:
          id: $.refund_number
          orderId: $.order_number
          createdAt: { $instant: $.created, zone: Europe/Copenhagen, format: 'dd.MM.yyyy HH:mm:ss' }
          currency: $.currency
          total: { $money: $.amount, currency: $.currency }
      - id: customer
        from: { connector: file, stream: customers }
        to: { entity: customer }
        fields: { id: $.customer_id, firstName: $.first_name, email: $.email }
deliveries:
  upserted:
    from: order
    to: { connection: files, sink: csv }
    mapping:
      id: order-csv
      from: { entity: order }
      to: { connector: file, sink: csv }
      fields:
        file: orders
        key: $.id
        columns: { id: $.id, total: { $decimal: $.total, currency: $.currency }, lines: { $count: $.lines } }
  replaced:
    from: customer
    replace: true
    to: { connection: files, sink: ndjson }
    mapping:
      id: customer-ndjson
      from: { entity: customer }
      to: { connector: file, sink: ndjson }
      fields: { file: customers, key: $.id, columns: { id: $.id, email: $.email, name: $.firstName } }
  appended:
    from: refund
    to: { connection: files, sink: csv-append }
    mapping:
      id: refund-log
      from: { entity: refund }
      to: { connector: file, sink: csv-append }
      fields: { file: refunds, key: $.id, columns: { id: $.id, order: $.orderId, total: $.total } }
`
