import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@cartograph/core'
import { beforeEach, expect, test } from 'vitest'
import { followSales, openFigures } from '../analytics/index.ts'
import {
  ledgerCarts,
  ledgerDisputes,
  ledgerOrders,
  ledgerPayments,
  ledgerRefunds,
} from '../analytics/testing/ledger-rows.ts'
import { followCustomers, isFollowed } from '../customers/index.ts'
import { writeRows, type WrittenRow } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

function written(entity: string, rows: readonly { readonly id: string }[]): readonly WrittenRow[] {
  return rows.map((row) => ({ entity, id: row.id, row: row as unknown as JsonObject }))
}

let folder: string
const { signal } = new AbortController()

/** The ledger that was worked out on paper, in a store. */
beforeEach(async () => {
  folder = folderWith({ 'cartograph.yaml': 'version: 1\norganisation: nordlys\n' })
  const store = await opened()
  const berlin = { connection: 'shop', timeZone: 'Europe/Berlin', country: 'DE' }
  await writeRows(store, [
    ...written('order', ledgerOrders),
    ...written('refund', ledgerRefunds),
    ...written('payment', ledgerPayments),
    ...written('dispute', ledgerDisputes),
    ...written('cart', ledgerCarts),
    { entity: 'store', id: 'shop:berlin', row: berlin },
    { entity: 'product', id: 'shop:mug', row: { connection: 'shop', currency: 'EUR', cost: 400 } },
    {
      entity: 'product',
      id: 'shop:lamp',
      row: { connection: 'shop', currency: 'EUR', cost: 3000 },
    },
  ])
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  await store.close()
})

function opened() {
  return openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
}

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand(words, terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

test('customers update brings the figures up to date, too', async () => {
  const changed = await opened()
  const more = ledgerOrders
    .slice(0, 1)
    .map((order) => Object.assign({}, order, { id: 'shop:later' }))
  await writeRows(changed, written('order', more))
  const isCurrent = async (store: typeof changed) => {
    const door = openFigures({ store, connections: [], personsAreCurrent: isFollowed })
    return (await door.completeness()).figuresAreCurrent
  }
  expect(await isCurrent(changed)).toBe(false)
  await changed.close()
  await run('customers', 'update')
  const after = await opened()
  expect(await isCurrent(after)).toBe(true)
  await after.close()
})

const october = ['--from', '2026-10-01', '--to', '2026-10-31']

test('what is in the store gives the figures that the paper has', async () => {
  const { out } = await run(
    'figures',
    'orders,net_sales,net_revenue,cogs,aov,customers,net_payments,repeat_rate',
    ...october,
  )
  expect(out).toBe(
    [
      '2026-10-01 to 2026-10-31; amounts in EUR',
      'orders  net_sales  net_revenue   cogs    aov  customers  net_payments  repeat_rate',
      '     8     193.00       152.00  58.00  36.00          6        142.15       57.1 %',
      '',
    ].join('\n'),
  )
})

test('figures by month and country as JSON carry what they are and how complete', async () => {
  const { out } = await run('figures', 'net_sales', '--by', 'country', ...october, '--json')
  expect(JSON.parse(out)).toMatchObject({
    by: ['country'],
    currency: 'EUR',
    range: { from: '2026-10-01', to: '2026-10-31' },
    rows: [
      { group: ['AT'], figures: [{ value: '0' }] },
      { group: ['DE'], figures: [{ value: '19300' }] },
    ],
    unconverted: [],
    personsAreCurrent: true,
  })
})

test('amounts are shown in another currency where a file has the rates, and told of where it has none', async () => {
  writeFileSync(
    join(folder, 'rates.csv'),
    'day,currency,rate\n2026-10-01,SEK,11\n2026-10-31,SEK,12\n',
  )
  const command = ['figures', 'net_sales', ...october, '--currency', 'SEK']
  const converted = await run(...command, '--rates', 'rates.csv')
  expect(converted.out).toContain(' 2,133.00\n')
  const without = await run(...command)
  expect(without.out).toContain('8 orders in EUR (261.00) not converted to SEK: there is no rate.')
})

test('CSV has plain numbers with the currency beside them', async () => {
  const { out } = await run('figures', 'gross_sales,orders', '--by', 'channel', ...october, '--csv')
  expect(out).toBe('channel,gross_sales,orders,currency\ntill,20.00,1,EUR\nweb,250.00,7,EUR\n')
})

test('a mistake is explained, and the code says that it was one', async () => {
  const { code, said } = await run('figures', 'net_sale', ...october)
  expect(code).not.toBe(0)
  expect(said).toContain('There is no metric "net_sale"; did you mean "net_sales"?')
})

test('all segments are counted, and one of them is listed', async () => {
  const all = await run('segments', '--as-of', '2026-10-31')
  expect(all.out).toMatch(/refunded_orders +orders +3 {2}Refunded orders/u)
  expect(all.out).toMatch(/whales +customers +too little data {2}Whales/u)
  const one = await run('segments', 'cross_border', '--as-of', '2026-10-31')
  expect(one.out).toBe('Cross-border: 1 order.\nshop:5\n')
})

test('a segment of one’s own comes from a file', async () => {
  const segment = {
    id: 'big',
    name: 'More than 60.00',
    resource: 'order',
    where: { field: 'total', op: '>', value: 6000 },
  }
  writeFileSync(join(folder, 'big.json'), JSON.stringify(segment))
  const { out } = await run('segments', '--file', 'big.json', '--as-of', '2026-10-31', '-n', '1')
  expect(out).toBe('More than 60.00: 4 orders.\nshop:12\n… and 3 more; raise --limit.\n')
})

test('products are reported with their classes, and CSV keeps numbers below zero', async () => {
  const { out } = await run('report', 'products', ...october, '--csv')
  const rows = out.split('\n').map((line) => line.split(',').slice(0, 7))
  expect(rows.slice(1, 4)).toStrictEqual([
    ['shop:rope', 'rope', 'A', '4.5', '0.0 %', '90.00', '87.00'],
    ['shop:mug', 'mug', 'A', '8', '12.5 %', '80.00', '56.00'],
    ['shop:lamp', 'lamp', 'A', '2', '50.0 %', '100.00', '50.00'],
  ])
})

test.each([
  ['coupons', /^ten +2 +8\.00 +63\.00 +50\.0 % +36\.00$/mu],
  ['hours', /^Thu +00 +1 +60\.00 +60\.00$/mu],
  ['rfm', /^champions +\d/mu],
  ['cohorts', /^2026-09 +1 +1 +1 +100\.0 % +45\.00 +85\.00 +yes$/mu],
  ['pairs', /^product +with +together/mu],
  ['lifetime', /too little data/u],
  ['recurring', /^monthly revenue after +0\.00$/mu],
])('the report of %s is shown', async (name, expected) => {
  const { code, out } = await run('report', name, ...october)
  expect([code, out]).toStrictEqual([0, expect.stringMatching(expected)])
})

test('figures can be those of a segment', async () => {
  const { out } = await run('figures', 'orders,net_sales', '--segment', 'won_back', ...october)
  expect(out).toMatch(/\n +1 +60\.00\n$/u)
})
