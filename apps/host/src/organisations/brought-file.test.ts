import { startDialogInsight } from '@cartograph/simulators/dialog-insight'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../testing/scripted-host.ts'
import { installed } from './testing/installed.ts'

const products = ['no,title,price', 'T1,Tea,6.00', 'T2,Cup,twelve', 'T3,Pot,25.50', ''].join('\n')

/** What the page makes of the choice of columns. */
const mapping = {
  id: 'import-products',
  from: { connector: 'file', stream: 'rows' },
  to: { entity: 'product' },
  fields: {
    id: { $string: '$.no' },
    name: { $string: '$.title' },
    price: { $money: '$.price', currency: 'CAD' },
    status: 'active',
    currency: 'CAD',
  },
}

function source(more: object = {}) {
  return {
    connector: 'file',
    config: { sources: { rows: { path: './uploads/products.csv', ...more } } },
  }
}

test('a file that somebody brings fills a table at the vendor; a row that does not fit is told before, and kept', async () => {
  const account = await startDialogInsight()
  onTestFinished(() => account.close())
  const { apiBase, keyId, key, project, admin } = account
  const config = {
    apiBase,
    keyId,
    key,
    project: project.id,
    currency: 'CAD',
    contactsBy: ['EMail'],
    tables: { product: { id: admin.idOf('ECommerce_Product') } },
  }
  const host = await installed(
    `connections: { dialog: { connector: dialog-insight, budgets: off, config: ${JSON.stringify(config)} } }\n`,
  )
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await host.ask(host.token, path, init)
    return (await answer.json()) as Readonly<Record<string, unknown>>
  }
  const post = (path: string, body: object) =>
    ask(path, { method: 'POST', body: JSON.stringify(body) })
  const run = async () => {
    const started = await post('/api/connections/import-products/sync', {})
    await until(
      async () => (await ask(`/api/runs/${String(started['run'])}`))['status'] === 'ended',
    )
  }

  await ask('/api/uploads/products.csv', { method: 'PUT', body: products })
  expect(await host.put(host.token, 'connections/import-products', source())).toBe(201)
  await post('/api/connections/import-products/discover', {})
  expect(await ask('/api/connections/import-products/vendor-side')).toMatchObject({
    found: {
      value: {
        sources: { rows: { columns: [{ name: 'no' }, { name: 'title' }, { name: 'price' }] } },
      },
    },
  })

  await ask('/api/configuration/connections/import-products', {
    method: 'PUT',
    body: JSON.stringify(source({ key: ['no'] })),
    headers: { 'if-match': '"1"' },
  })
  await run()
  const preview = await post('/api/mappings/preview', {
    part: 'import-products.rows',
    mapping,
    limit: 50,
  })
  expect(preview).toMatchObject({ ok: false, previews: [{}, {}, {}] })
  expect(admin.rows('ECommerce_Product')).toStrictEqual([])

  const owned = { connection: 'import-products', mapping }
  const delivery = { from: 'product', to: { connection: 'dialog', sink: 'products' } }
  expect(await host.put(host.token, 'mappings/import-products', owned)).toBe(201)
  expect(await host.put(host.token, 'deliveries/products-to-dialog', delivery)).toBe(201)
  await run()
  await until(() => admin.rows('ECommerce_Product').length === 2)
  expect(admin.rows('ECommerce_Product').map(({ Name, Price }) => [Name, Price])).toStrictEqual([
    ['Tea', 6],
    ['Pot', 25.5],
  ])
  expect(await ask('/api/dead-letters/import-products.rows')).toMatchObject({
    letters: [{ native: { no: 'T2', title: 'Cup', price: 'twelve' } }],
  })
}, 60_000)
