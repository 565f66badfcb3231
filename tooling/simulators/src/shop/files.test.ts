import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { parse } from 'csv-parse'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { dayMs } from './durations.ts'
import { exportFiles, type ShopFiles } from './files.ts'
import { simulatedShop } from './shop.ts'
import { exponents, type ShopCurrency } from './stores.ts'

const shop = simulatedShop({ orders: 1_500, seed: 21 })
let folder: string
let files: ShopFiles

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cartograph-shop-'))
  shop.advance(10 * dayMs)
  files = await exportFiles(shop, folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const rowsOf = async (path: string, delimiter = ','): Promise<Record<string, string>[]> => {
  const rows: Record<string, string>[] = []
  for await (const row of createReadStream(path).pipe(
    parse({ columns: true, bom: true, delimiter }),
  )) {
    rows.push(row)
  }
  return rows
}

const minorOf = (text: string, currency: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(exponents[currency as ShopCurrency], '0'))
}

test("the files' totals equal the shop's to the cent", async () => {
  const totals = shop.totals()
  const sums = new Map<string, { ordered: bigint; refunded: bigint }>()
  const sumOf = (currency: string) => {
    const sum = sums.get(currency) ?? { ordered: 0n, refunded: 0n }
    sums.set(currency, sum)
    return sum
  }
  const seen = new Set<string>()
  const lines = await rowsOf(files.paths.orders)
  for (const line of lines) {
    const currency = line['currency'] ?? ''
    sumOf(currency).ordered += minorOf(line['line_total'] ?? '', currency)
    const number = line['order_number'] ?? ''
    if (!seen.has(number)) sumOf(currency).ordered += minorOf(line['shipping'] ?? '', currency)
    seen.add(number)
  }
  const refunds = await rowsOf(files.paths.refunds, ';')
  for (const refund of refunds) {
    const currency = refund['currency'] ?? ''
    sumOf(currency).refunded += minorOf((refund['amount'] ?? '').replace(',', '.'), currency)
  }

  expect(seen.size).toBe(totals.orders)
  expect(lines.length).toBe(totals.lines)
  expect(refunds.length).toBe(totals.refunds)
  expect(files.counts).toMatchObject({ orders: seen.size, orderLines: lines.length })
  for (const [currency, sum] of Object.entries(totals.currencies)) {
    expect(sums.get(currency)).toEqual({ ordered: sum.ordered, refunded: sum.refunded })
  }
})

test('order totals are repeated on every line and are the sum of the lines and the shipping', async () => {
  const orders = Map.groupBy(await rowsOf(files.paths.orders), (row) => row['order_number'])
  for (const lines of orders.values()) {
    const [first] = lines
    const currency = first?.['currency'] ?? ''
    const goods = lines.reduce((sum, line) => sum + minorOf(line['line_total'] ?? '', currency), 0n)
    expect(new Set(lines.map((line) => line['order_total'])).size).toBe(1)
    expect(minorOf(first?.['order_total'] ?? '', currency)).toBe(
      goods + minorOf(first?.['shipping'] ?? '', currency),
    )
  }
})

test('the same shop writes the same bytes', async () => {
  const again = simulatedShop({ orders: 1_500, seed: 21 })
  again.advance(10 * dayMs)
  const other = await exportFiles(again, join(folder, 'again'))
  for (const name of ['orders', 'refunds', 'customers', 'customersNdjson', 'products'] as const) {
    expect(await readFile(other.paths[name])).toEqual(await readFile(files.paths[name]))
  }
})

test('customers begin with a byte order mark in CSV, and are the same in NDJSON', async () => {
  expect([...(await readFile(files.paths.customers)).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = await readFile(files.paths.customersNdjson, 'utf8')
  const nested = text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const flat = await rowsOf(files.paths.customers)
  expect(nested.length).toBe(flat.length)
  for (const [index, row] of flat.entries()) {
    expect(nested[index]).toMatchObject({
      id: row['customer_id'],
      email: row['email'],
      address: { street: row['street'], postcode: row['postcode'] },
    })
  }
})

test('refunds have semicolons, decimal commas and Danish dates', async () => {
  const [header, first] = (await readFile(files.paths.refunds, 'utf8')).split('\n')
  expect(header).toBe('refund_number;order_number;store;created;currency;amount;reason')
  expect(first).toMatch(
    /^R\d+-1;[WT]\d+;(web|till);\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d;[A-Z]{3};\d+(,\d\d)?;/u,
  )
})
