import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'

const dayMs = 86_400_000
/** The last day that anything was sold on. */
export const lastDay = '2026-10-31'
const days = 1095
const end = Date.parse(`${lastDay}T23:59:00Z`)

const countries = ['DE', 'SE', 'DK', 'FR', 'IT', 'NL', 'AT', 'PL', 'ES', 'FI', 'NO', 'BE']
const cities = 300
const products = 500
/** Of so many orders one was given back in part. */
const refundedEvery = 20

/** Writes a shop's orders of three years and what was given back of them, the oldest first, as files of lines of JSON. */
export async function writeSales(folder: string, orders: number): Promise<void> {
  await writeLines(join(folder, 'orders.ndjson'), orders, orderLine)
  await writeLines(join(folder, 'refunds.ndjson'), Math.floor(orders / refundedEvery), (index) =>
    refundLine(index * refundedEvery, orders),
  )
}

async function writeLines(
  file: string,
  count: number,
  lineOf: (index: number, count: number) => object,
): Promise<void> {
  const stream = createWriteStream(file)
  for (let index = 0; index < count; index += 1)
    if (!stream.write(`${JSON.stringify(lineOf(index, count))}\n`)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'finish')
}

/** Numbers that look random and are the same each time. */
function mixed(index: number, salt: number): number {
  let value = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}

function instantOf(index: number, count: number): string {
  const at = end - Math.floor(((count - 1 - index) * days * dayMs) / count)
  return new Date(at).toISOString()
}

function orderLine(index: number, count: number): object {
  const store = mixed(index, 1) % 10
  const total = 500 + (mixed(index, 2) % 20_000)
  // A third as many customers as orders, some of whom come often.
  const customer = mixed(index, 3) % Math.max(1, Math.floor(count / (index % 3 === 0 ? 20 : 3)))
  return {
    id: `o${index}`,
    store: store < 6 ? 'de' : store < 9 ? 'at' : 'se',
    placed: instantOf(index, count),
    currency: store < 9 ? 'EUR' : 'SEK',
    customer: `c${customer}`,
    channel: index % 5 === 0 ? 'till' : 'web',
    method: ['card', 'invoice', 'cash'][index % 3],
    country: countries[mixed(index, 4) % countries.length],
    city: `City ${mixed(index, 5) % cities}`,
    product: `p${mixed(index, 6) % products}`,
    total,
    discount: index % 4 === 0 ? Math.floor(total / 10) : 0,
  }
}

function refundLine(index: number, count: number): object {
  const { total, currency, placed } = orderLine(index, count) as {
    readonly total: number
    readonly currency: string
    readonly placed: string
  }
  const at = Math.min(end, Date.parse(placed) + (mixed(index, 7) % 60) * dayMs)
  return {
    id: `r${index}`,
    order: `o${index}`,
    created: new Date(at).toISOString(),
    currency,
    total: Math.floor(total / 2),
  }
}

export function salesConfiguration(store: string, organisation: string): string {
  return `
version: 1
organisation: ${organisation}
store: ${JSON.stringify(store)}
connections:
  shop:
    connector: file
    config:
      sources:
        orders: { path: ./orders.ndjson, key: [id] }
        refunds: { path: ./refunds.ndjson, key: [id] }
    mappings:
      - id: order
        from: { connector: file, stream: orders }
        to: { entity: order }
        fields:
          id: $.id
          storeId: $.store
          status: paid
          placedAt: { $instant: $.placed }
          currency: $.currency
          customerId: $.customer
          channel: $.channel
          paymentMethod: $.method
          billing: { country: $.country, city: $.city }
          lines: [{ id: '1', productId: $.product, quantity: 1, subtotal: $.total, discountTotal: $.discount }]
          total: $.total
      - id: refund
        from: { connector: file, stream: refunds }
        to: { entity: refund }
        fields:
          id: $.id
          orderId: $.order
          createdAt: { $instant: $.created }
          currency: $.currency
          total: $.total
`
}
