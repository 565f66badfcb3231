import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatProblem, loadConfiguration } from './index.ts'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'

const orderMapping = `id: my-order
from: { connector: shop, stream: orders }
to: { entity: order }
fields:
  id: { $string: $.id }
  status: paid
  placedAt: "2026-01-01T00:00:00Z"
  currency: EUR
  total: { $money: $.total, currency: EUR }
  email: $.billing.email
`

const rowMapping = `id: my-row
from: { entity: order }
to: { connector: shop, sink: rows }
fields:
  key: $.id
  total: $.total
`

const configuration = {
  version: 1,
  organisation: 'nordlys',
  connections: {
    shop: {
      connector: 'shop',
      config: { url: 'https://shop.example', apiSecret: 'cs_1' },
      mappings: ['./order.yaml'],
    },
  },
  deliveries: {
    rows: { from: 'order', to: { connection: 'shop', sink: 'rows' }, mapping: './row.yaml' },
  },
}

async function load(order: string, row: string) {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.json': configuration,
    'order.yaml': order,
    'row.yaml': row,
  })
  const loaded = await loadConfiguration(join(folder, 'cartograph.json'), { environment: {} })
  const lines = loaded.problems.map((problem) => formatProblem(problem, folder).split('\n', 1)[0])
  return { ...loaded, lines }
}

test('mappings of files are in force in the place of the connector’s own', async () => {
  const { configuration: read, lines } = await load(orderMapping, rowMapping)
  expect(lines).toStrictEqual([])
  expect(read?.connections.get('shop')?.mappings.map(({ id }) => id)).toStrictEqual(['my-order'])
  expect(read?.deliveries.get('rows')?.mapping).toMatchObject({ id: 'my-row' })
})

test.each([
  [
    'stream: orders',
    'stream: ordrs',
    'order.yaml:2:34  from.stream: Shop has no stream "ordrs"; did you mean "orders"?',
  ],
  [
    'connector: shop',
    'connector: shopp',
    'order.yaml:2:20  from.connector: expected "shop", the connector of this connection',
  ],
  [
    'entity: order',
    'entity: oder',
    'order.yaml:3:15  to.entity: the commerce model has no "oder"; did you mean "order"?',
  ],
  [
    'entity: order',
    'entity: profile',
    'order.yaml:3:15  to.entity: profiles are computed from customers, orders and consents; map to one of these',
  ],
  ['fields:', 'feilds:', 'order.yaml:4:1  feilds: unknown key; did you mean "fields"?'],
  [
    'from: { connector: shop, stream: orders }',
    'from: { entity: order }',
    'order.yaml:2:7  from: expected { connector, stream }: the mappings of a connection read its streams',
  ],
  ['  status: paid', '\tstatus: paid', 'order.yaml:6:1  a tab; indent with spaces'],
])('%j instead of %j in a mapping is a problem at its place', async (right, wrong, expected) => {
  expect(orderMapping).toContain(right)
  const { lines, configuration: read } = await load(orderMapping.replace(right, wrong), rowMapping)
  expect(read).toBeUndefined()
  expect(lines.slice(0, 1)).toStrictEqual([expected])
})

test.each([
  ['email: $.billing.email', 'emial: $.billing.email', 'order.yaml:10:3  fields.emial: ', 'email'],
  ['$.billing.email', '$.billing.emial', 'order.yaml:10:10  ', '$.billing.email'],
  ['$string', '$strng', 'order.yaml:5:', '$string'],
])(
  'a wrong expression is found with the nearest right one: %s → %s',
  async (right, wrong, at, meant) => {
    expect(orderMapping).toContain(right)
    const { lines } = await load(
      orderMapping.replace(right, () => wrong),
      rowMapping,
    )
    expect(lines[0]?.startsWith(at)).toBe(true)
    expect(lines[0]).toContain(meant)
  },
)

test('a mistake that only the compiler of $cel finds is a problem too', async () => {
  const { problems } = await load(
    orderMapping.replace('fields:', 'when: { $cel: "row.id >" }\nfields:'),
    rowMapping,
  )
  expect(problems[0]).toMatchObject({ severity: 'error', line: 4 })
})

test.each([
  [
    'entity: order',
    'entity: customer',
    'row.yaml:2:7  from: expected { entity: order }, which the delivery sends',
  ],
  [
    'sink: rows',
    'sink: row',
    'row.yaml:3:5  to: expected { connector: shop, sink: rows }, where the delivery sends it',
  ],
])('a mapping of another way does not fit a delivery: %s → %s', async (right, wrong, expected) => {
  const { lines } = await load(orderMapping, rowMapping.replace(right, wrong))
  expect(lines).toContain(expected)
})

test('a mapping within the configuration is checked at its own place', async () => {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.yaml': `version: 1
organisation: nordlys
connections:
  shop:
    connector: shop
    config: { url: "https://shop.example", apiSecret: cs_1 }
deliveries:
  rows:
    from: order
    to: { connection: shop, sink: rows }
    mapping:
      id: inline
      from: { entity: order }
      to: { connector: shop, sink: rows }
      fields: { key: $.idd }
`,
  })
  const { problems } = await loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
  expect(problems[0]).toMatchObject({
    line: 15,
    path: ['deliveries', 'rows', 'mapping', 'fields', 'key'],
  })
})
