import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { beforeAll, expect, test } from 'vitest'
import { connectorLoader, loadConfiguration, type LoadedConnector } from '../../config/index.ts'
import { folderWith } from '../../testing/folder.ts'
import { configurationSchema } from './configuration-schema.ts'

const names = ['file', 'stripe', 'woocommerce']
const shop = {
  connector: 'woocommerce',
  config: { url: 'https://shop.example', consumerKey: 'ck_1', consumerSecret: 'cs_1' },
}
const stripe = { connector: 'stripe', config: { secretKey: 'rk_test_1' } }
const files = {
  connector: 'file',
  config: { directory: './out', sources: { orders: { path: './orders.csv', key: ['id'] } } },
}
const base = { version: 1, organisation: 'nordlys' }
const withShop = (change: object) => ({
  ...base,
  connections: { shop: { ...shop, config: { ...shop.config, ...change } } },
})
const delivery = { from: 'order', to: { connection: 'files', sink: 'csv' } }
const mapping = {
  id: 'own',
  from: { connector: 'file', stream: 'orders' },
  to: { entity: 'order' },
  fields: {
    id: '$.id',
    channel: 'web',
    status: 'paid',
    placedAt: '2026-11-01T00:00:00.000Z',
    currency: 'EUR',
    total: 100,
  },
}

let isFine: (value: unknown) => boolean
beforeAll(async () => {
  const load = connectorLoader(import.meta.dirname)
  const connectors: LoadedConnector[] = []
  for (const name of names) {
    const loaded = await load(name)
    if ('connector' in loaded) connectors.push(loaded)
  }
  const ajv = new Ajv({ strict: false, validateFormats: false })
  const validate = ajv.compile(await configurationSchema(connectors))
  isFine = (value) => validate(value)
})

/** What the loader says of the same value. */
async function loads(value: object): Promise<boolean> {
  const folder = folderWith({ 'orders.csv': 'id\n1\n' })
  const file = join(folder, 'cartograph.json')
  writeFileSync(file, JSON.stringify(value))
  const environment = { WOOCOMMERCE_URL: 'https://shop.example', SHOP_KEY: 'ck_2' }
  const { configuration } = await loadConfiguration(file, { environment })
  return configuration !== undefined
}

test.each<[string, object]>([
  ['nothing but its own name', base],
  ['a shop, a payment provider and files', { ...base, connections: { shop, stripe, files } }],
  [
    'the whole name of a package',
    {
      ...base,
      connections: { stripe: { ...stripe, connector: '@cartograph/connector-stripe' } },
    },
  ],
  [
    'variables in the place of texts',
    withShop({
      url: '${env:WOOCOMMERCE_URL}',
      consumerKey: '${env:SHOP_KEY}',
    }),
  ],
  [
    'settings that may be left out',
    withShop({ notes: true, statuses: ['completed'], pageSize: 50 }),
  ],
  [
    'streams of a connector',
    {
      ...base,
      connections: { stripe: { ...stripe, streams: ['customers', 'charges'] } },
    },
  ],
  ['a delivery', { ...base, connections: { files }, deliveries: { csv: delivery } }],
  [
    'a mapping in the file itself',
    {
      ...base,
      connections: { files: { ...files, mappings: [mapping] } },
    },
  ],
  ['empty parts', { ...base, connections: null, deliveries: null, host: null }],
  ['a host', { ...base, host: { url: 'https://data.example', port: 0 } }],
])('the editor and the loader take %s', async (_what, value) => {
  expect({ editor: isFine(value), loader: await loads(value) }).toStrictEqual({
    editor: true,
    loader: true,
  })
})

test.each<[string, object]>([
  ['another version', { ...base, version: 2 }],
  ['an unknown part', { ...base, conections: {} }],
  ['an unknown setting', withShop({ consumerkey: 'ck_1' })],
  ['a setting that another connector has', withShop({ secretKey: 'rk_test_1' })],
  ['a key of another form', withShop({ consumerKey: 'cs_1' })],
  ['a number that is too large', withShop({ pageSize: 101 })],
  ['text in the place of a truth value', withShop({ notes: 'yes' })],
  ['a choice that is none', withShop({ authentication: 'basic' })],
  [
    'no settings where some are required',
    { ...base, connections: { shop: { connector: 'woocommerce' } } },
  ],
  ['a setting too few', { ...base, connections: { stripe: { ...stripe, config: {} } } }],
  [
    'a stream that a connector has not',
    {
      ...base,
      connections: { stripe: { ...stripe, streams: ['customer'] } },
    },
  ],
  [
    'an unknown setting deep inside',
    {
      ...base,
      connections: {
        files: {
          ...files,
          config: { sources: { orders: { path: './orders.csv', keys: ['id'] } } },
        },
      },
    },
  ],
  [
    'a column of an unknown type',
    {
      ...base,
      connections: {
        files: {
          ...files,
          config: {
            sources: { orders: { path: './orders.csv', columns: { a: { type: 'money' } } } },
          },
        },
      },
    },
  ],
  [
    'an entity that there is not',
    {
      ...base,
      connections: { files },
      deliveries: { csv: { ...delivery, from: 'ordr' } },
    },
  ],
  [
    'a mapping with an unknown part',
    {
      ...base,
      connections: { files: { ...files, mappings: [{ ...mapping, when_: true }] } },
    },
  ],
  ['an id with spaces', { ...base, connections: { 'my shop': shop } }],
])('the editor and the loader refuse %s', async (_what, value) => {
  expect({ editor: isFine(value), loader: await loads(value) }).toStrictEqual({
    editor: false,
    loader: false,
  })
})

test('what depends on other parts of the file only the loader refuses', async () => {
  const value = { ...base, deliveries: { csv: delivery } }
  expect({ editor: isFine(value), loader: await loads(value) }).toStrictEqual({
    editor: true,
    loader: false,
  })
})
