import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { Order } from '@cartograph/core'
import {
  startDialogInsight,
  type SimulatedDialogInsight,
} from '@cartograph/simulators/dialog-insight'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { openStore, rowsAfter } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** As the retailer exports it: duplicates that count, an invoice with two times, one of nobody, a cancellation and an adjustment. */
const exported = `"Line","InvoiceNo","StockCode","Description","Quantity","InvoiceDate","UnitPrice","CustomerID","Country"
2,"536365","85123A","WHITE HOLDER",6,2010-12-01 08:26:00,2.55,17850,"United Kingdom"
3,"536365","71053","METAL LANTERN",6,2010-12-01 08:26:00,3.39,17850,"United Kingdom"
4,"536365","71053","METAL LANTERN",6,2010-12-01 08:27:00,3.39,17850,"United Kingdom"
5,"536370","22728","ALARM CLOCK",24,2010-12-01 08:45:00,3.75,12583,"France"
6,"536370","POST","POSTAGE",3,2010-12-01 08:45:00,18,12583,"France"
7,"536414","22139","",56,2010-12-01 11:52:00,0,,"United Kingdom"
8,"C536379","D","Discount",-1,2010-12-01 09:41:00,27.5,14527,"United Kingdom"
9,"A563186","B","Adjust bad debt",1,2011-08-12 14:51:00,-11062.06,,"United Kingdom"
10,"536381","22139","TEA SET",23,2010-12-01 09:41:00,4.25,15311,"United Kingdom"
`
const example = fileURLToPath(new URL('../../../../docs/examples/retail/', import.meta.url))

interface Example {
  readonly store: string
  readonly connections: Readonly<
    Record<string, { readonly config: object; readonly mappings?: readonly string[] }>
  >
  readonly deliveries: Readonly<Record<string, { readonly mapping?: string }>>
}

/** The example's configuration, for the simulated account. */
function configurationFor({ apiBase, keyId, key, project, admin }: SimulatedDialogInsight): string {
  const written = parse(readFileSync(join(example, 'dialog-insight.yaml'), 'utf8')) as Example
  const { retail, dialog } = written.connections
  const { contacts, ...others } = written.deliveries
  const tables = {
    transaction: { id: admin.idOf('ECommerce_Transaction') },
    item: { id: admin.idOf('ECommerce_Item') },
  }
  return JSON.stringify({
    ...written,
    store: './cartograph.db',
    connections: {
      retail: { ...retail, mappings: retail?.mappings?.map((path) => join(example, path)) },
      dialog: {
        ...dialog,
        budgets: 'off',
        config: { ...dialog?.config, apiBase, keyId, key, project: project.id, tables },
      },
    },
    deliveries: {
      contacts: { ...contacts, mapping: join(example, contacts?.mapping ?? '') },
      ...others,
    },
  })
}

async function ordersIn(folder: string): Promise<readonly Order[]> {
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'retail' })
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 1000))
  await store.close()
  return rows.map(({ data }) => JSON.parse(data) as Order)
}

function sum(values: readonly unknown[]): number {
  return values.reduce<number>((total, value) => total + Number(value), 0)
}

test('a retailer’s export fills the tables of Dialog Insight: every row once, the same sums, and what changed alone the next time', async () => {
  const account = await startDialogInsight({ contactKey: ['ClientNo'] })
  onTestFinished(() => account.close())
  const { admin } = account
  const folder = folderWith({
    'lines.csv': exported,
    'cartograph.json': configurationFor(account),
  })
  const run = async (...words: readonly string[]) => {
    const environment = { RETAIL_CSV: './lines.csv', DIALOG_INSIGHT_KEY: 'not asked' }
    const terminal = recordingTerminal({ folder, environment })
    return { code: await runCommand([...words], terminal), said: terminal.messages }
  }
  await run('sync')
  expect(await run('push')).toMatchObject({ code: 0 })
  const orders = (await ordersIn(folder)).filter(({ customerId }) => typeof customerId === 'string')
  const lines = orders.flatMap((order) => order.lines ?? [])
  const transactions = admin.rows('ECommerce_Transaction')
  const items = admin.rows('ECommerce_Item')
  expect([admin.rows('Contact').length, transactions.length, items.length]).toStrictEqual([4, 3, 6])
  expect({
    transactions: transactions.length,
    pence: sum(transactions.map(({ Revenue }) => Math.round(Number(Revenue) * 100))),
    items: items.length,
    pieces: sum(items.map(({ Quantity }) => Quantity)),
    itemPence: sum(items.map(({ Total }) => Math.round(Number(Total) * 100))),
  }).toStrictEqual({
    transactions: orders.length,
    pence: sum(orders.map(({ total }) => total)),
    items: lines.length,
    pieces: sum(lines.map(({ quantity }) => quantity)),
    itemPence: sum(lines.map(({ total }) => total)),
  })
  const merged = () => account.bodies.filter(({ Records }) => Records !== undefined)
  const first = merged().length
  await run('sync')
  await run('push')
  expect(merged().length).toBe(first)
  writeFileSync(join(folder, 'lines.csv'), exported.replace('"POSTAGE",3', '"POSTAGE",4'))
  await run('sync')
  await run('push')
  const sent = merged()
    .slice(first)
    .flatMap(({ Records }) => Records as readonly { readonly ID: Record<string, unknown> }[])
  expect(sent.map(({ ID }) => [ID['key_idTransaction'], ID['key_idItem']])).toStrictEqual([
    ['retail:536370', undefined],
    ['retail:536370', '6'],
  ])
}, 60_000)
