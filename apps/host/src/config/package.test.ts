import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfiguration } from './index.ts'
import { hostVersion } from '../host-version/index.ts'
import { findConnectorPackage, packageNames } from './package.ts'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'

async function problemOf(connector: string, files: Readonly<Record<string, string | object>>) {
  const connections = { shop: { connector } }
  const configuration = { version: 1, organisation: 'nordlys', connections }
  const folder = folderWith({ ...files, 'cartograph.json': configuration })
  const { problems } = await loadConfiguration(join(folder, 'cartograph.json'), { environment: {} })
  return { message: problems[0]?.message, hint: problems[0]?.hint, path: problems[0]?.path }
}

test('a short name stands for a package of Cartograph first, a full one for itself alone', () => {
  expect(packageNames('woocommerce')).toStrictEqual([
    '@cartograph/connector-woocommerce',
    'woocommerce',
  ])
  expect(packageNames('@acme/shop')).toStrictEqual(['@acme/shop'])
})

test('a package of anybody is found by its whole name, and one that exports itself to imports only', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', shopCode))
  expect(await findConnectorPackage('@acme/shop', folder)).toMatchObject({
    name: '@acme/shop',
    version: '2.1.0',
    needs: [],
    entry: expect.stringMatching(/^file:.*@acme\/shop\/index\.js$/) as string,
  })
})

test('a package beside the host is found from any folder', async () => {
  expect(await findConnectorPackage('file', folderWith({}))).toMatchObject({
    name: '@cartograph/connector-file',
    needs: ['files'],
  })
})

test('a package is resolved by the conditions that the process was started with', async () => {
  const exports = { '.': { '@cartograph/source': './source.js', default: './index.js' } }
  const folder = folderWith({
    ...connectorPackage('@acme/shop', shopCode, { cartograph: { contract: 'v1' }, exports }),
    'node_modules/@acme/shop/source.js': shopCode,
  })
  expect(await findConnectorPackage('@acme/shop', folder)).toMatchObject({
    entry: expect.stringMatching(/source\.js$/) as string,
  })
})

test('what a package needs is read from it', async () => {
  const manifest = { cartograph: { contract: 'v1', needs: ['files', 'connect'] } }
  const folder = folderWith(connectorPackage('@acme/shop', shopCode, manifest))
  expect(await findConnectorPackage('@acme/shop', folder)).toMatchObject({
    needs: ['files', 'connect'],
  })
})

test('another contract is refused before the code runs, with both packages, both versions and a command', async () => {
  const newer = connectorPackage('@acme/shop', 'throw new Error("ran")', {
    cartograph: { contract: 'v2' },
  })
  expect(await problemOf('@acme/shop', newer)).toStrictEqual({
    path: ['connections', 'shop', 'connector'],
    message: `@acme/shop 2.1.0 speaks contract v2, but ${hostVersion()} speaks v1`,
    hint: 'Run npm install @cartograph/host@latest',
  })
  const older = connectorPackage('@acme/shop', 'throw new Error("ran")', {
    cartograph: { contract: 'v0' },
  })
  expect(await problemOf('@acme/shop', older)).toMatchObject({
    hint: 'Run npm install @acme/shop@latest',
  })
})

test('the command is that of the package manager whose lockfile is there', async () => {
  const files = connectorPackage('@acme/shop', '', { cartograph: { contract: 'v0' } })
  expect(await problemOf('@acme/shop', { ...files, 'pnpm-lock.yaml': '' })).toMatchObject({
    hint: 'Run pnpm add @acme/shop@latest',
  })
})

test('a package that declares no contract is no connector', async () => {
  const { message } = await problemOf('@acme/shop', connectorPackage('@acme/shop', shopCode, {}))
  expect(message).toBe(
    `@acme/shop 2.1.0 does not say which contract it speaks; ${hostVersion()} speaks v1`,
  )
})

test('a package that needs what the host has not is refused', async () => {
  const manifest = { cartograph: { contract: 'v1', needs: ['files', 'camera'] } }
  const { message } = await problemOf('@acme/shop', connectorPackage('@acme/shop', '', manifest))
  expect(message).toBe(`@acme/shop 2.1.0 needs camera, which ${hostVersion()} does not offer`)
})

test.each([
  ['throw new Error("no\\nstack")', '@acme/shop 2.1.0 fails while it is loaded: no'],
  ['export const other = 1', '@acme/shop 2.1.0 exports no connector'],
  [
    `${shopCode}\nexport const second = { ...shop }`,
    '@acme/shop 2.1.0 exports more than one connector: second, shop',
  ],
  [
    'export const shop = { specificationVersion: "v1", id: "shop", parts: () => ({}) }',
    'the connector "shop" of @acme/shop 2.1.0 lacks config, hosts, check',
  ],
  [
    shopCode.replace('parts: () => ({', 'parts: () => { throw new Error("odd") }, x: () => ({'),
    '@acme/shop 2.1.0 fails with these settings: odd',
  ],
  [
    shopCode.replace('parts: () => ({', 'parts: () => undefined, was: () => ({'),
    '@acme/shop 2.1.0 fails with these settings: it does not say what parts it has',
  ],
  [
    shopCode.replace(
      'parts: () => ({',
      "parts: ({ config }) => { config.url = '' }, was: () => ({",
    ),
    '@acme/shop 2.1.0 fails with these settings: Cannot add property url, object is not extensible',
  ],
  [
    shopCode.replace('pageSize: z.number()', 'pageSize: z.date()'),
    '@acme/shop 2.1.0 does not describe its settings as JSON Schema: Date cannot be represented in JSON Schema',
  ],
  [
    shopCode.replace(
      'pageSize:',
      'odd: z.any().refine(() => { throw new Error("cs_1") }), pageSize:',
    ),
    '@acme/shop 2.1.0 fails while it checks these settings',
  ],
])('a package with a broken module is named: %#', async (code, expected) => {
  const files = connectorPackage('@acme/shop', code.replaceAll('z.url()', 'z.url().optional()'))
  const { message } = await problemOf(
    '@acme/shop',
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name,
        typeof text === 'string' ? text.replace("startsWith('cs_')", 'optional()') : text,
      ]),
    ),
  )
  expect(message).toBe(expected)
})

test('the same connector under two names is one', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', `${shopCode}\nexport default shop`))
  const config = { url: 'https://shop.example', apiSecret: 'cs_1' }
  writeFileSync(
    join(folder, 'cartograph.json'),
    JSON.stringify({
      version: 1,
      organisation: 'nordlys',
      connections: { shop: { connector: '@acme/shop', config } },
    }),
  )
  const { problems } = await loadConfiguration(join(folder, 'cartograph.json'))
  expect(problems).toStrictEqual([])
})

test('an unknown connector is compared with those beside the host', async () => {
  expect(await problemOf('fille', {})).toMatchObject({
    message:
      'the package @cartograph/connector-fille or fille is not installed; did you mean "file"?',
    hint: 'Install it beside the configuration: npm install @cartograph/connector-fille',
  })
})

test.each(['../evil', '/etc/passwd', 'file:///x', '@a/b/c', '..', '@acme/..'])(
  'the path %s is no package',
  async (name) => {
    expect((await problemOf(name, {})).message).toContain('is not installed')
  },
)
