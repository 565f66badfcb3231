import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { stringify } from 'csv-stringify/sync'

import { localTimeIn } from './local-time.ts'
import type { ShopOrder, ShopRefund } from './order.ts'
import type { ShopProduct } from './catalogue.ts'
import type { ShopCustomer } from './people.ts'
import type { SimulatedShop } from './shop.ts'
import { decimalText, stores } from './stores.ts'

/** Where an export was written, and how many records it holds. */
export interface ShopFiles {
  readonly paths: {
    readonly orders: string
    readonly refunds: string
    readonly customers: string
    readonly customersNdjson: string
    readonly products: string
  }
  readonly counts: {
    readonly orders: number
    readonly orderLines: number
    readonly refunds: number
    readonly customers: number
    readonly variants: number
  }
}

type Cell = string | number | undefined
type Row = Readonly<Record<string, Cell>>

/** Rows that are turned into text at once. */
const batchSize = 500

/**
 * Writes what the shop's own export looks like, as of its clock, over older files of the same names.
 *
 * - `orders.csv`: one line per order line, the order's columns repeated; times as the shop's clock showed them.
 * - `refunds.csv`: separated by semicolons, with decimal commas and Danish dates.
 * - `customers.csv`: begins with a byte order mark. `customers.ndjson`: the same customers, nested.
 * - `products.csv`: one line per variant.
 *
 * Streams to the disk: memory does not grow with the shop.
 */
export async function exportFiles(shop: SimulatedShop, folder: string): Promise<ShopFiles> {
  await mkdir(folder, { recursive: true })
  const paths = {
    orders: join(folder, 'orders.csv'),
    refunds: join(folder, 'refunds.csv'),
    customers: join(folder, 'customers.csv'),
    customersNdjson: join(folder, 'customers.ndjson'),
    products: join(folder, 'products.csv'),
  }
  let orderCount = 0
  const counted = function* (orders: Iterable<ShopOrder>): Iterable<ShopOrder> {
    for (const order of orders) {
      orderCount += 1
      yield order
    }
  }

  const orderLines = await writeCsv(paths.orders, rowsOf(counted(shop.orders()), orderRows))
  const refunds = await writeCsv(paths.refunds, rowsOf(shop.refunds(), refundRows), {
    delimiter: ';',
  })
  const customers = await writeCsv(paths.customers, rowsOf(shop.customers(), customerRows), {
    bom: true,
  })
  await writeText(paths.customersNdjson, jsonLines(shop.customers()))
  const variants = await writeCsv(paths.products, rowsOf(shop.products(), productRows))
  return { paths, counts: { orders: orderCount, orderLines, refunds, customers, variants } }
}

const webTime = localTimeIn(stores.web.timeZone)
const localTime = { web: webTime, till: localTimeIn(stores.till.timeZone) } as const

function* rowsOf<Item>(
  items: Iterable<Item>,
  toRows: (item: Item) => readonly Row[],
): Iterable<Row> {
  for (const item of items) yield* toRows(item)
}

function orderRows(order: ShopOrder): readonly Row[] {
  const time = localTime[order.storeId]
  const amount = (minor: number) => decimalText(minor, order.currency)
  return order.lines.map((line) => ({
    order_number: order.id,
    store: order.storeId,
    status: order.status,
    placed_at: time(order.placedAt),
    paid_at: order.paidAt === undefined ? '' : time(order.paidAt),
    updated_at: time(order.updatedAt),
    currency: order.currency,
    customer_id: order.customerId,
    email: order.email,
    phone: order.phone,
    billing_name: order.billing?.name,
    billing_street: order.billing?.street,
    billing_postcode: order.billing?.postcode,
    billing_town: order.billing?.town,
    billing_country: order.billing?.country,
    payment_method: order.paymentMethod,
    coupon: order.coupon,
    shipping: amount(order.shippingTotal),
    order_discount: amount(order.discount),
    order_tax: amount(order.tax),
    order_total: amount(order.total),
    order_refunded: amount(order.refunded),
    line: line.id,
    product_id: line.productId,
    variant_id: line.variantId,
    sku: line.sku,
    product: line.name,
    quantity: line.quantity,
    unit_price: amount(line.unitPrice),
    line_subtotal: amount(line.subtotal),
    line_discount: amount(line.discount),
    line_tax: amount(line.tax),
    line_total: amount(line.total),
  }))
}

function refundRows(refund: ShopRefund): readonly Row[] {
  return [
    {
      refund_number: refund.id,
      order_number: refund.orderId,
      store: refund.storeId,
      created: danish(localTime[refund.storeId](refund.createdAt)),
      currency: refund.currency,
      amount: decimalText(refund.amount, refund.currency).replace('.', ','),
      reason: refund.reason,
    },
  ]
}

function customerRows(customer: ShopCustomer): readonly Row[] {
  const time = localTime[customer.storeId]
  return [
    {
      customer_id: customer.id,
      store: customer.storeId,
      first_name: customer.firstName,
      last_name: customer.lastName,
      email: customer.email,
      phone: customer.phone,
      street: customer.street,
      postcode: customer.postcode,
      town: customer.town,
      country: customer.country,
      newsletter: customer.acceptsMarketing ? 'yes' : 'no',
      created_at: time(customer.createdAt),
      updated_at: time(customer.updatedAt),
    },
  ]
}

function productRows(product: ShopProduct): readonly Row[] {
  return product.variants.map((variant) => ({
    product_id: product.id,
    variant_id: variant.id,
    sku: variant.sku,
    gtin: variant.gtin,
    name: product.name,
    option: variant.option,
    category_id: product.category.id,
    category: `${product.category.parent} > ${product.category.name}`,
    price: decimalText(product.price, 'DKK'),
    cost: decimalText(product.cost, 'DKK'),
    currency: 'DKK',
    tax_rate: product.taxRate,
    stock: variant.stock,
    created_at: webTime(product.createdAt),
    updated_at: webTime(product.updatedAt),
  }))
}

function* jsonLines(customers: Iterable<ShopCustomer>): Iterable<string> {
  for (const { person: _person, createdAt, updatedAt, ...customer } of customers) {
    const { street, postcode, town, country, ...rest } = customer
    yield `${JSON.stringify({
      ...rest,
      address: { street, postcode, town, country },
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
    })}\n`
  }
}

/** `2026-11-01 09:30:00` as `01.11.2026 09:30:00`. */
function danish(time: string): string {
  return `${time.slice(8, 10)}.${time.slice(5, 7)}.${time.slice(0, 4)}${time.slice(10)}`
}

async function writeCsv(
  path: string,
  rows: Iterable<Row>,
  options: { readonly delimiter?: string; readonly bom?: boolean } = {},
): Promise<number> {
  let count = 0
  const texts = function* (): Iterable<string> {
    let batch: Row[] = []
    const flush = (): string => {
      const first = count === 0
      count += batch.length
      const text = stringify(batch, {
        header: first,
        delimiter: options.delimiter ?? ',',
        bom: first && options.bom === true,
      })
      batch = []
      return text
    }
    for (const row of rows) {
      batch.push(row)
      if (batch.length >= batchSize) yield flush()
    }
    if (batch.length > 0) yield flush()
  }
  await writeText(path, texts())
  return count
}

async function writeText(path: string, texts: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(texts), createWriteStream(path))
}
