import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = `version: 1
organisation: nordlys
connections: { shop: { connector: shop, config: { url: "https://a.example", apiSecret: cs_1 } } }
modules: { environment: [SHOP_SECRET] }
`
const butik = {
  connections: {
    butik: {
      connector: 'shop',
      config: { url: 'https://butik.example', apiSecret: '${env:SHOP_SECRET}' },
    },
  },
  deliveries: { rows: { from: 'order', to: { connection: 'butik', sink: 'rows' } } },
}

function commands() {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.yaml': configuration,
  })
  const run = async (words: string, organisation = '') => {
    const environment = { SHOP_SECRET: 'cs_abcdef', CARTOGRAPH_ORGANISATION: organisation }
    const terminal = recordingTerminal({ folder, environment })
    const code = await runCommand(words.split(' '), terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
  const file = (value: unknown) => writeFileSync(join(folder, 'more.json'), JSON.stringify(value))
  return { run, file }
}

test('what is imported is used by every command, and exported as it would stand in a file', async () => {
  const { run, file } = commands()
  file(butik)
  const imported = await run('config import more.json')
  expect(imported.out).toBe('2 entries read, 2 entries changed.\n')
  expect((await run('config import more.json')).out).toBe('2 entries read, 0 entries changed.\n')
  const exported = await run('config export')
  expect(parse(exported.out)).toStrictEqual(butik)
  const status = JSON.parse((await run('status --json')).out) as {
    readonly connections: readonly { readonly id: string }[]
  }
  expect(status.connections.map(({ id }) => id)).toStrictEqual(['shop', 'butik'])
})

test('of what is imported with a mistake nothing is kept, and every mistake has its place', async () => {
  const { run, file } = commands()
  file({ ...butik, deliveries: { rows: { ...butik.deliveries.rows, from: 'ordr' } } })
  const { code, said } = await run('config import more.json')
  expect(code).toBe(2)
  expect(said).toContain('deliveries/rows: from: the commerce model has no "ordr"')
  expect((await run('config export')).out).toBe('{}\n')
})

test('the list shows the entries of the file and of the store, and no secret', async () => {
  const { run, file } = commands()
  file(butik)
  await run('config import more.json')
  const { out } = await run('config list --json')
  const { entries } = JSON.parse(out) as {
    readonly entries: readonly { readonly id: string; readonly origin: string }[]
  }
  expect(entries.map(({ id, origin }) => `${id} ${origin}`)).toStrictEqual([
    'shop file',
    'butik store',
    'rows store',
  ])
  expect(out).not.toContain('cs_')
})

test('an organisation is added with its first token, and commands are for the one that the environment names', async () => {
  const { run, file } = commands()
  const added = await run('organisations add solsikke --name Solsikke')
  expect(added.code).toBe(0)
  expect(added.out).toMatch(/^cartograph_\S+\n$/)
  file(butik)
  expect((await run('config import more.json', 'solsikke')).code).toBe(0)
  expect((await run('config export')).out).toBe('{}\n')
  expect(parse((await run('config export', 'solsikke')).out)).toStrictEqual(butik)
  expect((await run('config list', 'rose')).said).toContain('There is no organisation rose')
  const { out } = await run('organisations list --json')
  const { organisations } = JSON.parse(out) as {
    readonly organisations: readonly { readonly id: string; readonly name: string }[]
  }
  expect(organisations.map(({ id, name }) => [id, name])).toStrictEqual([
    ['nordlys', 'nordlys'],
    ['solsikke', 'Solsikke'],
  ])
})
