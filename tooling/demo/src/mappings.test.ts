import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import {
  checkMapping,
  compileMapping,
  makeRow,
  type EntityName,
  type JsonObject,
  type Mapping,
} from '@cartograph/core'
import { exportFiles, simulatedShop } from '@cartograph/simulators'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'

const shop = simulatedShop({ orders: 400, seed: 9 })
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cartograph-demo-mappings-'))
  await exportFiles(shop, folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const mappingOf = async (name: string): Promise<Mapping> => {
  const path = fileURLToPath(new URL(`../configuration/mappings/${name}.yaml`, import.meta.url))
  return parseYaml(await readFile(path, 'utf8')) as Mapping
}

const rowsOf = async (file: string, delimiter = ','): Promise<readonly Record<string, string>[]> =>
  parse(await readFile(join(folder, file)), { columns: true, bom: true, delimiter })

/** What the mapping makes of a file, as rows of the commerce model. Columns are text, as without declared types. */
async function mapped(
  name: string,
  rows: readonly JsonObject[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const mapping = await mappingOf(name)
  const compiled = await compileMapping(mapping)
  const groups = Map.groupBy(rows, (row) => compiled.groupKey?.(row) ?? row)
  const made = new Map<string, JsonObject>()
  const entity = ('entity' in mapping.to ? mapping.to.entity : '') as EntityName
  for (const group of groups.values()) {
    const { items, problems } = compiled.map(group)
    expect(problems).toEqual([])
    for (const item of items) {
      const result = makeRow(entity, 'shop', item)
      expect('fault' in result ? result.fault : undefined).toBeUndefined()
      if ('row' in result) made.set(result.id, result.row)
    }
  }
  return made
}

test.each(['order', 'refund', 'customer', 'product', 'order-to-csv', 'refund-to-csv'])(
  'the mapping %s has no mistake',
  async (name) => {
    expect(checkMapping(await mappingOf(name))).toEqual([])
  },
)

test('order lines become orders whose totals are those of the shop, line by line', async () => {
  const lines = (await rowsOf('orders.csv')).map((line) =>
    Object.assign(line, { quantity: Number(line['quantity']) }),
  )
  const orders = await mapped('order', lines)
  expect(orders.size).toBe(400)
  for (const order of shop.orders()) {
    expect(orders.get(`shop:${order.id}`)).toMatchObject({
      status: order.status,
      currency: order.currency,
      total: order.total,
      subtotal: order.subtotal,
      discountTotal: order.discount,
      taxTotal: order.tax,
      refundedTotal: order.refunded,
      lines: order.lines.map(({ id, sku, quantity, total }) => ({ id, sku, quantity, total })),
    })
  }
})

test('refunds, customers and products are all mapped', async () => {
  const refunds = (await rowsOf('refunds.csv', ';')).map((refund) => {
    const [day = '', month = '', year = ''] = refund['created']?.slice(0, 10).split('.') ?? []
    const amount = refund['amount']?.replace(',', '.') ?? ''
    return Object.assign(refund, { amount, created: `${year}-${month}-${day}` })
  })
  const made = await mapped('refund', refunds)
  for (const { id, amount, orderId } of shop.refunds()) {
    expect(made.get(`shop:${id}`)).toMatchObject({ total: amount, orderId: `shop:${orderId}` })
  }
  const customers = await mapped('customer', await rowsOf('customers.csv'))
  for (const { id, email } of shop.customers()) {
    expect(customers.get(`shop:${id}`)?.['email'] ?? '').toBe(email.trim().toLowerCase())
  }
  const products = await mapped('product', await rowsOf('products.csv'))
  for (const { id, price } of shop.products()) {
    expect(products.get(`shop:${id}`)).toMatchObject({ price, currency: 'DKK' })
  }
})
