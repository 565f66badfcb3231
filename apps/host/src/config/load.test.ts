import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatProblem, loadConfiguration } from './index.ts'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'

const shop = connectorPackage('@cartograph/connector-shop', shopCode)
const environment = { SHOP_SECRET: 'cs_abcdef' }

const good = `version: 1
organisation: nordlys
connections:
  shop:
    connector: shop
    config:
      url: https://shop.example
      apiSecret: "\${env:SHOP_SECRET}"
    schedule: "*/5 * * * *"
    streams: [orders]
deliveries:
  rows:
    from: order
    to: { connection: shop, sink: rows }
`

async function load(yaml: string, files: Readonly<Record<string, string | object>> = {}) {
  const folder = folderWith({ ...shop, ...files, 'cartograph.yaml': yaml })
  const loaded = await loadConfiguration(join(folder, 'cartograph.yaml'), { environment })
  return { folder, ...loaded }
}

test('a connection may be held to so many requests at once', async () => {
  const { configuration } = await load(
    good.replace('schedule:', 'requestsAtOnce: 4\n    schedule:'),
  )
  expect(configuration?.connections.get('shop')).toMatchObject({ requestsAtOnce: 4 })
})

test('a connection may keep records and make nothing of them', async () => {
  const { configuration, problems } = await load(
    good.replace('schedule:', 'standardMappings: off\n    schedule:'),
  )
  expect(problems).toStrictEqual([])
  expect(configuration?.connections.get('shop')?.mappings).toStrictEqual([])
})

test('a right file gives connections with their connector, and deliveries with their mapping', async () => {
  const { configuration, problems, folder } = await load(good)
  expect(problems).toStrictEqual([])
  const connection = configuration?.connections.get('shop')
  expect(connection).toMatchObject({
    connectorName: '@cartograph/connector-shop',
    version: '2.1.0',
    budgets: 'on',
    streams: ['orders'],
    schedule: '*/5 * * * *',
    config: {
      url: 'https://shop.example',
      apiSecret: 'cs_abcdef',
      folder: join(folder, 'standard'),
    },
    secrets: ['cs_abcdef'],
    paths: [join(folder, 'standard')],
  })
  expect(connection?.mappings.map(({ id }) => id)).toStrictEqual(['shop-order'])
  expect(configuration).toMatchObject({
    organisation: 'nordlys',
    folder,
    store: join(folder, 'cartograph.db'),
  })
  expect(configuration?.deliveries.get('rows')).toMatchObject({
    from: 'order',
    connection: 'shop',
    sink: 'rows',
    replace: false,
    paused: false,
    settings: {},
    mapping: { id: 'order-row' },
  })
})

async function fingerprint(yaml: string) {
  return (await load(yaml)).configuration?.connections.get('shop')?.fingerprint
}

/** Each row changes one thing in the right file: what is replaced, by what, and the first line of the problem. */
test.each([
  [
    'schedule: "*/5',
    'schedul: "*/5',
    '9:5  connections.shop.schedul: unknown key; did you mean "schedule"?',
  ],
  ['url: https', 'ur: https', '7:7  connections.shop.config.ur: unknown key; did you mean "url"?'],
  ['url: https://shop.example', 'url: shop', '7:12  connections.shop.config.url: Invalid URL'],
  [
    'connector: shop',
    'connector: shopp',
    '5:16  connections.shop.connector: the package @cartograph/connector-shopp or shopp is not installed',
  ],
  [
    '[orders]',
    '[order]',
    '10:15  connections.shop.streams[0]: Shop has no stream "order"; did you mean "orders"?',
  ],
  [
    '"*/5 * * * *"',
    'hourly',
    '9:15  connections.shop.schedule: is no cron expression; expected five fields such as "*/5 * * * *" (every five minutes)',
  ],
  [
    'from: order',
    'from: ordre',
    '13:11  deliveries.rows.from: the commerce model has no "ordre"; did you mean "order"?',
  ],
  [
    'connection: shop',
    'connection: shp',
    '14:23  deliveries.rows.to.connection: there is no connection "shp"; did you mean "shop"?',
  ],
  [
    'sink: rows',
    'sink: row',
    '14:35  deliveries.rows.to.sink: Shop has no sink "row"; did you mean "rows"?',
  ],
  ['sink: rows', 'snk: rows', '14:29  deliveries.rows.to.snk: unknown key; did you mean "sink"?'],
  [
    'from: order',
    'from: refund',
    '12:3  deliveries.rows: Shop brings no mapping from refund to its sink "rows"',
  ],
  ['version: 1', 'version: 2', '1:10  version: expected 1'],
  ['version: 1\n', '', '1:1  version: is missing; expected 1'],
  [
    'organisation: nordlys',
    'organisation: nord:lys',
    '2:15  organisation: expected an id: up to 63 letters, digits, - and _, a letter or a digit first',
  ],
  [
    'organisation: nordlys',
    'organisation: 12',
    '2:15  organisation: expected text, found a number',
  ],
  [
    'schedule:',
    'budgets: onn\n    schedule:',
    '9:14  connections.shop.budgets: expected one of "on", "off"; did you mean "on"?',
  ],
  [
    'schedule:',
    'requestsAtOnce: 0\n    schedule:',
    '9:21  connections.shop.requestsAtOnce: expected at least 1',
  ],
  [
    'url: https://shop.example',
    'url: https://shop.example\n      pageSize: many',
    '8:17  connections.shop.config.pageSize: expected a number, found text',
  ],
  [
    'url: https://shop.example',
    'url: https://shop.example\n      mode: tset',
    '8:13  connections.shop.config.mode: expected one of "live", "test"; did you mean "test"?',
  ],
  [
    '${env:SHOP_SECRET}',
    '${env:SHOP_KEY}',
    '8:18  connections.shop.config.apiSecret: the environment variable SHOP_KEY is not set',
  ],
  [
    '${env:SHOP_SECRET}',
    '${SHOP_SECRET}',
    '8:18  connections.shop.config.apiSecret: a placeholder of an unknown form; expected ${env:NAME} or ${secret:name}',
  ],
  [
    '    to: {',
    '    replace: true\n    to: {',
    '14:14  deliveries.rows.replace: the sink "rows" of Shop cannot be replaced as a whole; remove this line',
  ],
  [
    '    to: {',
    '    mapping: ./lost.yaml\n    to: {',
    '14:14  deliveries.rows.mapping: the mapping ./lost.yaml does not exist',
  ],
  [
    'organisation: nordlys',
    'organisation: nordlys\nstore: mysql://db',
    '3:8  store: expected the path of a file or a postgres:// URL',
  ],
])('%j instead of %j is a problem with its place', async (right, wrong, expected) => {
  expect(good).toContain(right)
  const { configuration, problems, folder } = await load(
    good.replace(right, wrong.replaceAll('$', '$$$$')),
  )
  expect(configuration).toBeUndefined()
  const lines = problems.map((problem) => formatProblem(problem, folder).split('\n', 1)[0])
  expect(lines).toStrictEqual([`cartograph.yaml:${expected}`])
})

test.each([
  ['a: "b', 'a quote, bracket, comma or space is missing before this place'],
  ['version: 1\nversion: 1', 'the same key stands twice in this block'],
  ['a: *nothing', 'an alias (`*name`) has no anchor (`&name`)'],
  ['\ta: 1', 'a tab; indent with spaces'],
  ['', 'the file is empty'],
  ['- 1', 'expected keys with values, found a list'],
])('the broken file %j is explained', async (yaml, message) => {
  const { problems } = await load(yaml)
  expect(problems[0]?.message).toBe(message)
})

test('a file that does not exist is a problem that names it', async () => {
  const folder = folderWith({})
  const { problems } = await loadConfiguration(join(folder, 'cartograph.yaml'))
  expect(formatProblem(problems[0]!, folder)).toContain(
    'cartograph.yaml:1:1  the file does not exist',
  )
})

test('all mistakes are told at once, in the order of the file, and a misspelt key is not also a missing one', async () => {
  const yaml = good
    .replace('apiSecret', 'apiSecrt')
    .replace('[orders]', '[ordrs]')
    .replace('from: order', 'from: ordr')
  const { problems } = await load(yaml)
  expect(problems.map(({ line, message }) => [line, message])).toStrictEqual([
    [8, 'unknown key; did you mean "apiSecret"?'],
    [13, 'the commerce model has no "ordr"; did you mean "order"?'],
  ])
})

test('the line is shown with a caret under the place', async () => {
  const { problems, folder } = await load(good.replace('schedule:', 'schedul:'))
  expect(formatProblem(problems[0]!, folder).split('\n').slice(1)).toStrictEqual([
    '  9 |     schedul: "*/5 * * * *"',
    '    |     ^',
  ])
})

test('every missing variable is named where it stands, and nothing else is said about its place', async () => {
  const yaml = good
    .replace('https://shop.example', '"https://${env:HOST}.${env:DOMAIN}"')
    .replace('SHOP_SECRET', 'OTHER')
  const { problems } = await load(yaml)
  expect(problems.map(({ message }) => message)).toStrictEqual([
    'the environment variable HOST is not set',
    'the environment variable DOMAIN is not set',
    'the environment variable OTHER is not set',
  ])
})

test.each([
  ['a secret in the file', 'apiSecret: sk_hidden_value'],
  ['a secret in the environment', 'apiSecret: "wrong ${env:SHOP_SECRET}"'],
  ['a secret under a wrong key', 'apiSecrt: cs_hidden_value'],
  ['a secret on the line of another mistake', '<<flow>>'],
])('%s is not shown by a problem', async (_name, line) => {
  const settings = '      url: https://shop.example\n      apiSecret: "${env:SHOP_SECRET}"'
  const yaml =
    line === '<<flow>>'
      ? good.replace(
          `config:\n${settings}`,
          'config: { apiSecret: cs_hidden_value, url: nonsense }',
        )
      : good.replace('apiSecret: "${env:SHOP_SECRET}"', line)
  const { problems, folder } = await load(yaml)
  const text = problems.map((problem) => formatProblem(problem, folder)).join('\n')
  expect(text).toContain('cartograph.yaml:')
  expect(text).not.toMatch(/hidden_value|cs_abcdef/)
})

test.each([
  'apiSecret: "cs_hidden_value',
  'apiSecret: cs_hidden_value: x',
  'apiSecret: "cs_hidden" value',
  'apiSecret: [cs_hidden_value',
  'apiSecret: "\\q cs_hidden_value"',
])('a file that breaks at a secret does not show it: %s', async (line) => {
  const { problems, folder } = await load(good.replace('apiSecret: "${env:SHOP_SECRET}"', line))
  const text = problems.map((problem) => formatProblem(problem, folder)).join('\n')
  expect(text).toContain('cartograph.yaml:')
  expect(text).not.toContain('hidden')
})

test('the password of a database is not shown by a problem on its line', async () => {
  const store = '{ "version": 1, "store": "postgres://me:hidden@db/x", "organisation": "a b" }'
  const { problems, folder } = await load(store)
  expect(problems).toHaveLength(1)
  expect(formatProblem(problems[0]!, folder)).not.toContain('hidden')
})

test('a database URL is kept as it is, and a path begins at the folder of the file', async () => {
  const url = await load(
    good.replace('connections:', 'store: postgres://me:pass@db/x\nconnections:'),
  )
  expect(url.configuration?.store).toBe('postgres://me:pass@db/x')
  const path = await load(good.replace('connections:', 'store: ./data/shop.db\nconnections:'))
  expect(path.configuration?.store).toBe(join(path.folder, 'data/shop.db'))
})

test.each(['postgres://me:p/hidden@db/x', 'postgres://me:p#hidden@db/x', 'postgres://db:hidden/x'])(
  'an address of a database that cannot be read is told, without its text: %s',
  async (store) => {
    const { problems, folder } = await load(
      good.replace('connections:', `store: "${store}"\nconnections:`),
    )
    const text = problems.map((each) => formatProblem(each, folder)).join('\n')
    expect(text).toContain('the address of the database cannot be read')
    expect(text).not.toContain('hidden')
  },
)

test('settings marked as paths are absolute, in records and lists too, and the others stay as they are', async () => {
  const nested = 'exports: { all: { file: ./out/all.csv, also: [../b.csv, /c.csv] } }\n      url:'
  const { configuration, folder } = await load(good.replace('url:', nested))
  expect(configuration?.connections.get('shop')?.config).toMatchObject({
    url: 'https://shop.example',
    exports: {
      all: { file: join(folder, 'out/all.csv'), also: [join(folder, '../b.csv'), '/c.csv'] },
    },
  })
  expect(configuration?.connections.get('shop')?.paths).toHaveLength(4)
})

test('the fingerprint is the same for another secret and another folder, and another for another setting', async () => {
  const first = await fingerprint(good)
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(await fingerprint(good.replace('"${env:SHOP_SECRET}"', 'cs_other'))).toBe(first)
  expect(await fingerprint(good.replace('shop.example', 'other.example'))).not.toBe(first)
  expect(await fingerprint(good.replace('url:', 'folder: ./x\n      url:'))).not.toBe(first)
})

test('the parts of a secret that come from variables are secrets too', async () => {
  const yaml = good.replace('"${env:SHOP_SECRET}"', '"cs_head-${env:SHOP_SECRET}"')
  const { configuration } = await load(yaml)
  expect(configuration?.connections.get('shop')?.secrets).toStrictEqual([
    'cs_head-cs_abcdef',
    'cs_abcdef',
  ])
})

test('JSON and TypeScript files say the same as YAML', async () => {
  const value = {
    version: 1,
    organisation: 'nordlys',
    connections: {
      shop: {
        connector: 'shop',
        config: { url: 'https://shop.example', apiSecret: '${env:SHOP_SECRET}' },
      },
    },
  }
  const folder = folderWith({
    ...shop,
    'cartograph.json': value,
    'cartograph.ts': `const value: object = ${JSON.stringify(value)}\nexport default value\n`,
    'broken.ts': `export default ${JSON.stringify({ ...value, organisaton: 1 })}\n`,
  })
  for (const name of ['cartograph.json', 'cartograph.ts']) {
    const { configuration, problems } = await loadConfiguration(join(folder, name), { environment })
    expect(problems).toStrictEqual([])
    expect(configuration?.connections.get('shop')?.secrets).toStrictEqual(['cs_abcdef'])
  }
  const { problems } = await loadConfiguration(join(folder, 'broken.ts'), { environment })
  expect(problems[0]).toMatchObject({
    line: 1,
    column: 1,
    message: 'unknown key; did you mean "organisation"?',
  })
})
