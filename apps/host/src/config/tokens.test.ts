import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newTokenText } from '../rights/index.ts'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { formatProblem, loadConfiguration } from './index.ts'

const shop = connectorPackage('@cartograph/connector-shop', shopCode)
const before = `version: 1
organisation: nordlys
connections: { shop: { connector: shop, config: { url: "https://a.example", apiSecret: cs_1 } } }
customers: { nodes: { denmark: { connections: [shop] } } }
tokens:
`

async function load(tokens: string, environment: Readonly<Record<string, string>> = {}) {
  const folder = folderWith({ ...shop, 'cartograph.yaml': `${before}${tokens}\n` })
  const loaded = await loadConfiguration(join(folder, 'cartograph.yaml'), { environment })
  return {
    tokens: loaded.configuration?.tokens,
    problems: loaded.problems.map(({ path, message }) => [path.join('.'), message]),
    shown: loaded.problems.map((problem) => formatProblem(problem, folder)).join('\n'),
  }
}

test('tokens are read with their rights and their secret', async () => {
  const secret = newTokenText('browser')
  const { tokens, problems } = await load(
    `  crm: { permissions: [customers:read, customers:write], nodes: [denmark], expires: 2027-01-01T00:00:00Z }
  website:
    kind: browser
    permissions: [events:write]
    origins: [https://shop.example, http://localhost:5173]
    secret: \${env:WEBSITE_TOKEN}`,
    { WEBSITE_TOKEN: secret },
  )
  expect(problems).toStrictEqual([])
  expect([...(tokens?.values() ?? [])]).toStrictEqual([
    {
      name: 'crm',
      kind: 'server',
      permissions: ['customers:read', 'customers:write'],
      nodes: ['denmark'],
      origins: [],
      expiresAt: Date.UTC(2027, 0, 1),
      secret: undefined,
    },
    {
      name: 'website',
      kind: 'browser',
      permissions: ['events:write'],
      nodes: [],
      origins: ['https://shop.example', 'http://localhost:5173'],
      expiresAt: undefined,
      secret,
    },
  ])
})

test('a file without tokens says nothing about them', async () => {
  expect((await load('')).tokens).toBeUndefined()
})

test.each([
  ['a: { permissions: [customers:red] }', 'a.permissions.0', 'did you mean "customers:read"?'],
  ['a: { permissions: [] }', 'a.permissions', 'expected at least one permission'],
  [
    'a: { permissions: [customers:read], nodes: [norway] }',
    'a.nodes.0',
    'there is no node "norway"',
  ],
  [
    'a: { permissions: [runs:read], nodes: [denmark] }',
    'a.permissions.0',
    'runs:read speaks of the whole organisation, and this token is bound to nodes',
  ],
  [
    'a: { kind: browser, permissions: [customers:read], origins: [https://shop.example] }',
    'a.permissions.0',
    "a browser's token cannot be allowed customers:read: anybody can read it in the page",
  ],
  [
    'a: { kind: browser, permissions: [events:write] }',
    'a.origins',
    "a browser's token needs the origins of its pages",
  ],
  [
    'a: { permissions: [admin], origins: [https://shop.example] }',
    'a.origins',
    "only a browser's token has origins",
  ],
  [
    'a: { permissions: [admin], expires: tomorrow }',
    'a.expires',
    'expected an instant in UTC, such as 2027-01-01T00:00:00Z',
  ],
])('%s is a mistake', async (token, path, message) => {
  const { problems } = await load(`  ${token}`)
  expect(problems).toStrictEqual([[`tokens.${path}`, expect.stringContaining(message)]])
})

test.each([
  'https://shop.example/',
  'https://shop.example/path',
  'https://*.shop.example',
  'https://shop.example:443',
  'shop.example',
  '*',
  'null',
  'ftp://shop.example',
])('%s is no origin', async (origin) => {
  const { problems } = await load(
    `  a: { kind: browser, permissions: [events:write], origins: ["${origin}"] }`,
  )
  expect(problems).toStrictEqual([
    ['tokens.a.origins.0', `"${origin}" is no origin; expected one such as https://shop.example`],
  ])
})

test('a secret that was thought up or mistyped is a mistake, and is not shown', async () => {
  const mistyped = `${newTokenText('server').slice(0, -1)}!`
  for (const secret of ['correct-horse-battery-staple', mistyped]) {
    const { problems, shown } = await load(`  a: { permissions: [admin], secret: "${secret}" }`)
    expect(problems).toStrictEqual([
      ['tokens.a.secret', 'is no secret of a token, or was mistyped: its checksum is wrong'],
    ])
    expect(shown).not.toContain(secret)
  }
})

test('the secret of a token of another kind is a mistake', async () => {
  const { problems } = await load(
    `  a: { permissions: [admin], secret: "${newTokenText('browser')}" }`,
  )
  expect(problems).toStrictEqual([
    ['tokens.a.secret', "is the secret of a browser's token, and this is one of a server"],
  ])
})
