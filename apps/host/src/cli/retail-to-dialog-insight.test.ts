import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import {
  startDialogInsight,
  type SimulatedDialogInsight,
} from '@cartograph/simulators/dialog-insight'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { ordersIn, retailExport } from './testing/retail-export.ts'
import { recordingTerminal } from './testing/terminal.ts'

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

function sum(values: readonly unknown[]): number {
  return values.reduce<number>((total, value) => total + Number(value), 0)
}

test('a retailer’s export fills the tables of Dialog Insight: every row once, the same sums, and what changed alone the next time', async () => {
  const account = await startDialogInsight({ contactKey: ['ClientNo'] })
  onTestFinished(() => account.close())
  const { admin } = account
  const folder = folderWith({
    'lines.csv': retailExport,
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
  writeFileSync(join(folder, 'lines.csv'), retailExport.replace('"POSTAGE",3', '"POSTAGE",4'))
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
