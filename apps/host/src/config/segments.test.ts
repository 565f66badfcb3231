import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './index.ts'

const listCode = `
import * as z from 'zod'
const item = z.object({ key: z.string() })
export const list = {
  specificationVersion: 'v1', id: 'list', name: 'List', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    sinks: { rows: { schema: item, key: (row) => row.key, mode: 'upsert', onUnknown: 'repeat', batch: { maxItems: 1, maxBytes: 1000 }, write: async () => [] } },
    mappings: ['order', 'product'].map((entity) => (
      { id: entity, from: { entity }, to: { connector: 'list', sink: 'rows' }, fields: { key: '$.id' } }
    )),
  }),
}
`

async function load(rest: string) {
  const folder = folderWith({
    ...connectorPackage('list', listCode),
    'cartograph.yaml': `version: 1
organisation: nordlys
connections: { list: { connector: list } }
${rest}
`,
  })
  const loaded = await loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
  return {
    configuration: loaded.configuration,
    problems: loaded.problems.map(({ path, message }) => [path.join('.'), message]),
  }
}

const lamps = `segments:
  lamps: { name: Lamp buyers, where: { all: [{ field: orders, op: '>=', value: 2 }] } }
`

test('segments are declared by their id, and predefined ones by their name', async () => {
  const { configuration, problems } = await load(`${lamps}  at_risk: predefined
currency: DKK
timeZone: Europe/Copenhagen`)
  expect(problems).toStrictEqual([])
  expect([...(configuration?.segments?.entries() ?? [])]).toMatchObject([
    [
      'lamps',
      {
        id: 'lamps',
        name: 'Lamp buyers',
        resource: 'customer',
        where: { all: [{ field: 'orders', op: '>=', value: 2 }] },
      },
    ],
    ['at_risk', { id: 'at_risk', resource: 'customer' }],
  ])
  expect([configuration?.currency, configuration?.timeZone]).toStrictEqual([
    'DKK',
    'Europe/Copenhagen',
  ])
})

test.each([
  [
    "{ all: [{ field: order, op: '>=', value: 2 }] }",
    'where.all.0.field',
    'a customer has no field "order"; did you mean "orders"?',
  ],
  ["{ field: orders, op: '>=', value: two }", 'where.value', 'expected a number, as orders is'],
  ['{ any: [] }', 'where.any', 'expected at least one condition; nobody fulfils none'],
  [
    "{ field: country, op: '<', value: DE }",
    'where.op',
    'country takes =, !=, in, contains, known',
  ],
  [
    "{ field: spend, op: '>', value: { field: country } }",
    'where.value.field',
    'country is a text and cannot be compared with spend, which is an amount',
  ],
  [
    "{ count: product, days: 3, op: '>', value: 1 }",
    'where.days',
    'only orders and events have a day, and a product has none',
  ],
  [
    "{ count: customer, op: '>', value: 1 }",
    'where.count',
    'a customer leads to order, product, event',
  ],
  [
    "{ sum: channel, of: order, op: '>', value: 1 }",
    'where.sum',
    'channel is a text and does not add up',
  ],
  [
    "{ field: spend, op: '>', value: { percentile: 100 } }",
    'where.value.percentile',
    'expected a whole number from 1 to 99',
  ],
  ['{ fields: orders }', 'where', 'expected `all`, `any`, `not`, `field`, `count` or `sum`'],
  ['{ all: [], any: [] }', 'where', '"any" is not expected beside all'],
])(
  'a segment whose conditions are %s is told what is wrong, and where',
  async (where, path, message) => {
    const { problems } = await load(`segments: { odd: { where: ${where} } }`)
    expect(problems).toStrictEqual([[`segments.odd.${path}`, message]])
  },
)

test('conditions that are nested too deep are refused', async () => {
  const deep = `${'{ not: '.repeat(12)}{ field: orders, op: known }${' }'.repeat(12)}`
  const { problems } = await load(`segments: { deep: { where: ${deep} } }`)
  expect(problems).toStrictEqual([
    [`segments.deep.where${'.not'.repeat(12)}`, 'conditions are nested deeper than 12 levels'],
  ])
})

test('a segment cannot be called as a predefined one is, and only predefined ones are called predefined', async () => {
  const { problems } = await load(
    `segments: { vip: { where: { all: [] } }, lost_vips: predefined }`,
  )
  expect(problems).toStrictEqual([
    [
      'segments.vip',
      '"vip" is a predefined segment; take another name, or write `vip: predefined`',
    ],
    ['segments.lost_vips', 'there is no predefined segment "lost_vips"; did you mean "lost_vip"?'],
  ])
})

function delivery(from: string, segment: string): string {
  return `${lamps}deliveries: { out: { from: ${from}, to: { connection: list, sink: rows }, segment: ${segment} } }`
}

test('a delivery names a segment of the file or a predefined one, of what it can choose from', async () => {
  const own = await load(delivery('order', 'lamps'))
  expect(own.configuration?.deliveries.get('out')?.segment).toStrictEqual({
    id: 'lamps',
    resource: 'customer',
  })
  const predefined = await load(delivery('product', 'best_sellers'))
  expect(predefined.configuration?.deliveries.get('out')?.segment).toStrictEqual({
    id: 'best_sellers',
    resource: 'product',
  })
  expect((await load(delivery('order', 'lamp'))).problems).toStrictEqual([
    ['deliveries.out.segment', 'there is no segment "lamp"; did you mean "lamps"?'],
  ])
  expect((await load(delivery('product', 'lamps'))).problems).toStrictEqual([
    [
      'deliveries.out.segment',
      '"lamps" is a segment of customers, which chooses among profile, customer, order, cart, subscription, event and not among rows of product',
    ],
  ])
})

test('a delivery names the segments that its mapping reads', async () => {
  const { configuration, problems } = await load(
    `${lamps}deliveries: { out: { from: order, to: { connection: list, sink: rows }, segments: [lamps, vip] } }`,
  )
  expect(problems).toStrictEqual([])
  expect(configuration?.deliveries.get('out')?.segments).toStrictEqual([
    { id: 'lamps', resource: 'customer' },
    { id: 'vip', resource: 'customer' },
  ])
  const wrong = await load(
    `deliveries: { out: { from: order, to: { connection: list, sink: rows }, segments: [vips] } }`,
  )
  expect(wrong.problems).toStrictEqual([
    ['deliveries.out.segments.0', 'there is no segment "vips"; did you mean "vip"?'],
  ])
})

test('a time zone of the organisation that there is none of is told', async () => {
  expect((await load('timeZone: Europe/Atlantis')).problems).toStrictEqual([
    ['timeZone', 'is no time zone; expected a name such as "Europe/Copenhagen", or "UTC"'],
  ])
})
