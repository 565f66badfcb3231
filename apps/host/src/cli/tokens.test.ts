import { expect, test } from 'vitest'
import { tokenKindOf } from '../rights/index.ts'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = `version: 1
organisation: nordlys
connections: { shop: { connector: shop, config: { url: "https://a.example", apiSecret: cs_1 } } }
customers: { nodes: { denmark: { connections: [shop] } } }
`
const shop = connectorPackage('@cartograph/connector-shop', shopCode)

function commands(tokens = '') {
  const folder = folderWith({ ...shop, 'cartograph.yaml': configuration + tokens })
  return async (words: string, environment: Readonly<Record<string, string>> = {}) => {
    const terminal = recordingTerminal({ folder, environment })
    const code = await runCommand(words.split(' '), terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
}

interface Listed {
  readonly tokens: readonly { readonly name: string; readonly state: string }[]
}

async function states(run: ReturnType<typeof commands>) {
  const { tokens } = JSON.parse((await run('tokens list --json')).out) as Listed
  return tokens.map(({ name, state }) => `${name} ${state}`)
}

test('a token is issued: its secret alone is on standard output, and what it may do is listed', async () => {
  const run = commands()
  const issued = await run('tokens issue crm -p customers:read customers:write --node denmark')
  expect([issued.code, tokenKindOf(issued.out.trim())]).toStrictEqual([0, 'server'])
  expect(issued.said).toBe('Secret of crm, shown this once:\n')
  const { out } = await run('tokens list')
  expect(out).toMatch(
    /^crm +server +good +customers:read customers:write +denmark +- +never +never/m,
  )
  expect(out).not.toContain(issued.out.trim())
})

test('as JSON the secret comes with its token', async () => {
  const { out } = await commands()(
    'tokens issue web --kind browser -p events:write --origin https://shop.example --expires 2999-01-01 --json',
  )
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    token: {
      name: 'web',
      kind: 'browser',
      origins: ['https://shop.example'],
      expiresAt: '2999-01-01T00:00:00.000Z',
    },
    secret: expect.stringMatching(/^cartograph_browser_/) as string,
  })
})

test('a token is given another secret, told how long the first stays good, and revoked', async () => {
  const run = commands()
  const first = await run('tokens issue crm -p runs:read')
  const rotated = await run('tokens rotate crm --grace 2h')
  expect(rotated.said).toMatch(
    /^Secret of crm, shown this once; the one before is good until \d{4}-/,
  )
  expect(rotated.out).not.toBe(first.out)
  expect((await run('tokens revoke crm')).out).toBe('crm is good no more.\n')
  expect(await states(run)).toStrictEqual(['crm revoked'])
})

test('a token that the configuration declares waits for its secret, and is revoked with its entry', async () => {
  const run = commands('tokens: { till: { permissions: [events:write], nodes: [denmark] } }\n')
  await run('tokens issue other -p runs:read')
  expect(await states(run)).toStrictEqual(['other good', 'till waiting'])
  expect(tokenKindOf((await run('tokens issue till')).out.trim())).toBe('server')
  expect(await states(run)).toStrictEqual(['other good', 'till good'])
})

test('a secret for the configuration is printed, and the configuration takes it', async () => {
  const run = commands(
    'tokens: { report: { permissions: [figures:read], secret: "${env:REPORT}" } }\n',
  )
  const { out } = await run('tokens secret')
  const environment = { REPORT: out.trim() }
  await run('tokens issue other -p runs:read', environment)
  expect((await run('tokens list', environment)).out).toMatch(/^report +server +good .* file /m)
})

test.each([
  ['tokens issue', 'Name the token: `tokens issue NAME`.'],
  ['tokens issue crm', 'Say what crm may do'],
  ['tokens issue c/rm -p admin', 'This is no name for a token.'],
  ['tokens issue crm -p customers:red', "'customers:red' is invalid"],
  ['tokens issue crm -p customers:read --node norway', '--node: there is no node "norway".'],
  ['tokens issue crm -p admin --node denmark', '--permission: admin speaks of the whole'],
  ['tokens issue crm -p admin --expires 2020-01-01', '--expires: this instant is past.'],
  ['tokens issue crm -p admin --expires soon', '--expires: this is no instant.'],
  ['tokens rotate crm --grace long', 'Expected a number and a unit'],
])('`cartograph %s` is a mistake of the call', async (words, said) => {
  const result = await commands()(words)
  expect(result.code).toBe(2)
  expect(result.said).toContain(said)
})

test.each(['rotate', 'revoke'])(
  'a token that is not there cannot be changed: %s',
  async (action) => {
    const result = await commands()(`tokens ${action} crm`)
    expect([result.code, result.said]).toStrictEqual([
      1,
      expect.stringContaining('There is no token crm that is good.'),
    ])
  },
)
