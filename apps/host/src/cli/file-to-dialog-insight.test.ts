import { startDialogInsight } from '@cartograph/simulators/dialog-insight'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const products = ['no,title,price', 'T1,Tea,6.00', 'T2,Cup,twelve', 'T3,Pot,25.50', ''].join('\n')

test('an export of products fills their table; a row that does not fit is told, and the others land', async () => {
  const account = await startDialogInsight()
  onTestFinished(() => account.close())
  const { apiBase, keyId, key, project, admin } = account
  const folder = folderWith({
    'products.csv': products,
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: {
        files: {
          connector: 'file',
          config: { sources: { products: { path: './products.csv', format: 'csv', key: ['no'] } } },
          mappings: [
            {
              id: 'products',
              from: { connector: 'file', stream: 'products' },
              to: { entity: 'product' },
              fields: {
                id: '$.no',
                sku: '$.no',
                name: '$.title',
                status: 'active',
                price: { $money: '$.price', currency: 'CAD' },
                currency: 'CAD',
              },
            },
          ],
        },
        dialog: {
          connector: 'dialog-insight',
          budgets: 'off',
          config: {
            apiBase,
            keyId,
            key,
            project: project.id,
            currency: 'CAD',
            contactsBy: ['EMail'],
            tables: { product: { id: admin.idOf('ECommerce_Product') } },
          },
        },
      },
      deliveries: { products: { from: 'product', to: { connection: 'dialog', sink: 'products' } } },
    },
  })
  const run = async (...words: readonly string[]) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand([...words], terminal)
    return { code, out: terminal.output }
  }
  expect((await run('check')).code).toBe(0)
  await run('sync')
  expect((await run('preview', 'products')).out).toContain('Tea')
  expect((await run('push')).code).toBe(0)
  expect(
    admin.rows('ECommerce_Product').map(({ SKU, Name, Price }) => [SKU, Name, Price]),
  ).toStrictEqual([
    ['T1', 'Tea', 6],
    ['T3', 'Pot', 25.5],
  ])
  expect((await run('status')).out).toMatch(/price/)
}, 60_000)
