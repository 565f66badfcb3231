import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { feedSets } from './feed-sets.ts'
import { loadConfiguration, type Feed } from './index.ts'

const shop = `
connections:
  shop: { connector: shop, config: { url: 'https://shop.example', apiSecret: cs_1 } }
`

function load(feeds: string, more = '') {
  const folder = folderWith({
    ...connectorPackage('shop', shopCode),
    'cartograph.yaml': `version: 1\norganisation: nordlys\n${shop}${more}feeds:\n  dk: ${feeds}\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
}

const loaded = async (feeds: string): Promise<Feed | undefined> =>
  (await load(feeds)).configuration?.feeds?.get('dk')

test('a feed that says nothing has plain fields, is made each hour and lets a fifth vanish', async () => {
  const feed = await loaded('{}')
  expect({ ...feed, mapping: Object.keys(feed?.mapping.fields ?? {}) }).toStrictEqual({
    id: 'dk',
    set: 'plain',
    form: 'json',
    rows: 'variant',
    connections: [],
    stores: [],
    market: { otherLanguages: 'show' },
    filter: { status: ['active'] },
    mapping: Object.keys(feedSets.plain.fields),
    salesDays: 30,
    linkParameters: {},
    invalid: 'leaveOut',
    drop: 0.2,
    timing: { everyMs: 3_600_000 },
    keep: 3,
    separator: ',',
    guardFormulas: false,
    names: { root: 'products', item: 'product' },
    channel: { title: 'dk', link: 'https://localhost', description: 'Products: dk' },
  })
})

test('fields take the place of those of the set, null removes one, and what is new comes last', async () => {
  const feed = await loaded(
    '{ set: google, fields: { title: $.productName, mpn: null, custom_label_0: summer } }',
  )
  const names = Object.keys(feedSets.google.fields).filter((name) => name !== 'mpn')
  expect(Object.keys(feed?.mapping.fields ?? {})).toStrictEqual([...names, 'custom_label_0'])
  expect(feed?.mapping.fields['title']).toBe('$.productName')
})

test.each(Object.keys(feedSets))('the ready fields of %s read what a row has', async (set) => {
  expect((await load(`{ set: ${set} }`)).problems).toStrictEqual([])
})

test.each([
  ['a field that a row does not have', '{ fields: { a: $.titel } }', 'fields.a', '`$.titel`'],
  [
    'a function that there is none of',
    '{ fields: { a: { $upcase: $.name } } }',
    'fields.a',
    '$upcase',
  ],
  ['a condition that is no expression', "{ when: { $cel: 'row.price >' } }", 'when', ''],
  ['an unknown connection', '{ connections: [shp] }', 'connections.0', 'did you mean "shop"?'],
  ['an unknown set', '{ set: gogle }', 'set', 'expected one of'],
  ['two times', '{ every: 1h, schedule: "0 4 * * *" }', '', 'not both'],
  ['a time that is none', '{ schedule: "never" }', 'schedule', 'is no cron expression'],
  ['a zone that is none', '{ schedule: "0 4 * * *", timeZone: Mars }', 'timeZone', 'no time zone'],
  ['a currency that is none', '{ market: { currency: kroner } }', 'market.currency', 'DKK'],
  ['a share that is none', '{ drop: 20 }', 'drop', ''],
  ['a name that XML cannot have', '{ names: { item: "1 x" } }', 'names.item', 'expected a name'],
  ['a sink that there is none of', '{ to: { connection: shop, sink: x } }', 'to.sink', 'no sink'],
])('%s is told where it stands', async (_what, feed, place, message) => {
  const { problems } = await load(feed)
  expect(
    problems.map(({ path }) =>
      path.join('.').startsWith(['feeds.dk', place].filter(Boolean).join('.')),
    ),
  ).toContain(true)
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
})

test('a sink that a delivery sends to is not pushed to as well', async () => {
  const mapping =
    '{ id: m, from: { entity: order }, to: { connector: shop, sink: rows }, fields: { key: $.id } }'
  const { problems } = await load(
    '{ to: { connection: shop, sink: rows } }',
    `deliveries:\n  orders: { from: order, to: { connection: shop, sink: rows }, mapping: ${mapping} }\n`,
  )
  expect(problems.map(({ message }) => message)).toStrictEqual([
    'the delivery orders sends to shop.rows already',
  ])
})

const page = readFileSync(
  new URL('../../../../docs/feeds/product-feed.md', import.meta.url),
  'utf8',
)
const examples = [...page.matchAll(/```yaml\n([^`]*)```/gu)].map(([, yaml = '']) => yaml)

test.each(examples)('an example of the page for merchants has no mistake: %#', async (yaml) => {
  const folder = folderWith({ 'cartograph.yaml': `version: 1\norganisation: nordlys\n${yaml}` })
  const { problems, configuration } = await loadConfiguration(join(folder, 'cartograph.yaml'), {
    environment: {},
  })
  expect(problems).toStrictEqual([])
  expect(configuration?.feeds?.size).toBe(1)
})
