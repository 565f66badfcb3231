import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A shop in which somebody came by the link of a mail a week before they bought, and once more by another. */
async function soldShop(): Promise<string> {
  const folder = folderWith({
    'cartograph.yaml': 'version: 1\norganisation: nordlys\nattribution: { window: 14d }\n',
  })
  const store = await openStore({
    store: join(folder, 'cartograph.db'),
    organisation: 'nordlys',
  })
  const customerId = 'shop:c1'
  const visit = (id: string, at: string, campaign: string) => ({
    entity: 'event',
    id,
    row: {
      connection: 'shop',
      type: 'page.viewed',
      at,
      customerId,
      url: `https://shop.example/?utm_source=rule&utm_campaign=${campaign}`,
    },
  })
  await writeRows(store, [
    { entity: 'product', id: 'shop:mug', row: { connection: 'shop', name: 'Mug' } },
    {
      entity: 'order',
      id: 'shop:1',
      row: {
        connection: 'shop',
        status: 'paid',
        placedAt: '2026-03-09T10:00:00.000Z',
        currency: 'EUR',
        customerId,
        total: 2000,
        lines: [{ productId: 'shop:mug', quantity: 2, total: 2000 }],
      },
    },
    visit('shop:e1', '2026-03-02T10:00:00.000Z', '=spring'),
    visit('shop:e2', '2026-03-08T10:00:00.000Z', 'sale'),
  ])
  await store.close()
  return folder
}

async function run(folder: string, ...words: readonly string[]) {
  const terminal = recordingTerminal({ folder })
  const march = ['--from', '2026-03-01', '--to', '2026-03-31']
  const code = await runCommand(['campaigns', ...march, ...words], terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

test('before anybody looked for what led to the sales, it says how', async () => {
  const { code, said } = await run(await soldShop())
  expect([code, said]).toStrictEqual([1, expect.stringContaining('cartograph campaigns --update')])
})

test('what led to the sales is shown as a table', async () => {
  const { out } = await run(await soldShop(), '--update', '--by', 'campaign,product')
  expect(out).toBe(
    [
      '2026-03-01 to 2026-03-31; the last link of the 14 days before each order; amounts in EUR, without tax and shipping',
      'campaign       product         orders  units  given back  sales  returns  revenue',
      'sale           Mug (shop:mug)       1      2           0  20.00     0.00    20.00',
      'all campaigns                       1      2           0  20.00     0.00    20.00',
      'Of all 1 order with 20.00.',
      '',
    ].join('\n'),
  )
})

test('CSV has no cell that a spreadsheet would run as a formula', async () => {
  const { out } = await run(await soldShop(), '--update', '--model', 'first', '--csv')
  expect(out).toBe(
    "source,medium,campaign,name,orders,units,unitsBack,sales,returns,revenue,currency\nrule,,'=spring,,1,2,0,20.00,0.00,20.00,EUR\n",
  )
})

test('JSON has minor units as text', async () => {
  const { out } = await run(await soldShop(), '--update', '--json')
  expect(JSON.parse(out)).toMatchObject({
    model: 'last',
    windowHours: 336,
    total: { orders: '1', revenue: '2000' },
    isCurrent: true,
  })
})
