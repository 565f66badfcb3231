import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

let folder: string

/** The ledger that was worked out on paper, with a dashboard of its own. */
beforeEach(async () => {
  const range = { from: '2026-10-01', to: '2026-10-31' }
  const mine = {
    title: 'October',
    range,
    widgets: {
      sold: { title: 'Sold', metrics: ['orders', 'net_sales'] },
      broken: { title: 'Of a store that is gone', metrics: ['orders'], stores: ['gone'] },
    },
  }
  folder = folderWith({
    'cartograph.json': JSON.stringify({
      version: 1,
      organisation: 'nordlys',
      dashboards: { mine },
    }),
  })
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await writeRows(store, ledgerStoreRows)
  await store.close()
})

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand([...words, '--config', 'cartograph.json'], terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

test('dashboards of the file stand before the templates', async () => {
  const { out } = await run('dashboards')
  expect(out.split('\n').slice(0, 3)).toStrictEqual([
    'dashboard      title                 widgets  from',
    'mine           October                     2  file',
    'overview       Overview                    6  template',
  ])
})

test('a dashboard has the figures of all of its widgets, and says which of them cannot be answered', async () => {
  await run('customers', 'update')
  const { code, out } = await run('dashboards', 'mine')
  expect(code).toBe(0)
  expect(out).toBe(
    [
      'Sold',
      '2026-10-01 to 2026-10-31; amounts in EUR',
      'orders  net_sales',
      '     8     193.00',
      '',
      'Of a store that is gone',
      'Error: Nothing is known of a store "gone".',
      '  What to do: Stores with orders, payments or carts: shop:berlin.',
      '  Who acts: you, in the configuration.',
      '',
    ].join('\n'),
  )
})

test('a dashboard that is none is told of with what was meant', async () => {
  expect((await run('dashboards', 'overveiw')).said).toContain(
    'There is no dashboard "overveiw"; did you mean "overview"?',
  )
})
