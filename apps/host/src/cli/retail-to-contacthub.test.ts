import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import {
  allPresent,
  startContacthub,
  type SimulatedContacthub,
} from '@cartograph/simulators/contacthub'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { ordersIn, retailExport } from './testing/retail-export.ts'
import { recordingTerminal } from './testing/terminal.ts'

const example = fileURLToPath(new URL('../../../../docs/examples/retail/', import.meta.url))

interface Example {
  readonly connections: Readonly<
    Record<string, { readonly config: object; readonly mappings?: readonly string[] }>
  >
  readonly deliveries: Readonly<Record<string, { readonly mapping?: string }>>
}
interface Sale {
  readonly orderId: string
  readonly amount: { readonly total: number }
  readonly products: readonly { readonly quantity: number; readonly subtotal: number }[]
}

/** The example's configuration, for the simulated workspace. */
function configurationFor({ apiBase, source, workspace }: SimulatedContacthub): string {
  const written = parse(readFileSync(join(example, 'contacthub.yaml'), 'utf8')) as Example
  const { retail, hub } = written.connections
  const { customers, ...others } = written.deliveries
  const own = { apiBase, token: source.token, workspaceId: workspace.id, nodeId: workspace.nodeId }
  return JSON.stringify({
    ...written,
    store: './cartograph.db',
    connections: {
      retail: { ...retail, mappings: retail?.mappings?.map((path) => join(example, path)) },
      hub: { ...hub, budgets: 'off', config: { ...hub?.config, ...own } },
    },
    deliveries: {
      customers: { ...customers, mapping: join(example, customers?.mapping ?? '') },
      ...others,
    },
  })
}

test('a retailer’s export fills a workspace: every sale once, the same sums, and what is new alone the next time', async () => {
  const hub = await startContacthub()
  onTestFinished(() => hub.close())
  const { workspace } = hub
  const folder = folderWith({ 'lines.csv': retailExport, 'cartograph.json': configurationFor(hub) })
  const run = async (...words: readonly string[]) => {
    const environment = { RETAIL_CSV: './lines.csv', CONTACTHUB_TOKEN: 'not asked' }
    const terminal = recordingTerminal({ folder, environment })
    return { code: await runCommand([...words], terminal), said: terminal.messages }
  }
  const sales = () =>
    [...workspace.events.values()].map(({ properties }) => properties as unknown as Sale)
  await run('sync')
  expect(await run('push')).toMatchObject({ code: 0 })
  const orders = (await ordersIn(folder)).filter(({ customerId }) => typeof customerId === 'string')
  const lines = orders.flatMap((order) => order.lines ?? [])
  expect({
    customers: allPresent(workspace).length,
    sales: sales().length,
    pence: sum(sales().map(({ amount }) => Math.round(amount.total * 100))),
    lines: sum(sales().map(({ products }) => products.length)),
    pieces: sum(sales().flatMap(({ products }) => products.map(({ quantity }) => quantity))),
  }).toStrictEqual({
    customers: 4,
    sales: orders.length,
    pence: sum(orders.map(({ total }) => total)),
    lines: lines.length,
    pieces: sum(lines.map(({ quantity }) => quantity ?? 0)),
  })
  const sent = hub.bodies.length
  await run('sync')
  expect(await run('push')).toMatchObject({ code: 0 })
  expect(hub.bodies.length).toBe(sent)
  const more = '11,"536390","22139","TEA SET",2,2010-12-01 10:19:00,4.25,12583,"France"\n'
  writeFileSync(join(folder, 'lines.csv'), retailExport + more)
  await run('sync')
  expect(await run('push')).toMatchObject({ code: 0 })
  expect(sales().map(({ orderId }) => orderId)).toStrictEqual([
    ...orders.map(({ id }) => id),
    'retail:536390',
  ])
}, 60_000)

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
