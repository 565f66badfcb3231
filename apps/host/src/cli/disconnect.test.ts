import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const shop = (url: string) => ({
  connector: 'shop',
  config: { url, apiSecret: '${env:SHOP_SECRET}' },
})
const delivery = { from: 'order', to: { connection: 'butik', sink: 'rows' } }

async function commands(more: object = {}) {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.yaml': `version: 1\norganisation: nordlys\nconnections: ${JSON.stringify({ shop: shop('https://a.example') })}\nmodules: { environment: [SHOP_SECRET] }\n`,
  })
  const run = async (words: string) => {
    const terminal = recordingTerminal({ folder, environment: { SHOP_SECRET: 'cs_abcdef' } })
    const code = await runCommand(words.split(' '), terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
  const entries = { connections: { butik: shop('https://butik.example') }, ...more }
  writeFileSync(join(folder, 'more.json'), JSON.stringify(entries))
  await run('config import more.json')
  const stored = async () =>
    Object.keys(
      (JSON.parse((await run('config export --json')).out) as { readonly connections?: object })
        .connections ?? {},
    )
  return { run, stored }
}

test('a connection of the store is disconnected, and what was read from it stays', async () => {
  const { run, stored } = await commands()
  const { code, out } = await run('disconnect butik')
  expect([code, out]).toStrictEqual([
    0,
    'butik is disconnected, and what was read from it stays.\n',
  ])
  expect(await stored()).toStrictEqual([])
})

test('data is deleted only where somebody says so twice', async () => {
  const { run, stored } = await commands()
  const asked = await run('disconnect butik --delete-data')
  expect([asked.code, asked.said]).toStrictEqual([2, expect.stringContaining('--yes')])
  expect(await stored()).toStrictEqual(['butik'])
  const done = await run('disconnect butik --delete-data --yes --json')
  expect([done.code, JSON.parse(done.out)]).toStrictEqual([
    0,
    { ok: true, connection: 'butik', data: 'delete' },
  ])
})

test('what a delivery needs is not disconnected, and says which', async () => {
  const { run, stored } = await commands({ deliveries: { rows: delivery } })
  const { code, said } = await run('disconnect butik')
  expect([code, said]).toStrictEqual([2, expect.stringContaining('deliveries/rows')])
  expect(await stored()).toStrictEqual(['butik'])
})

test.each([
  ['shop', 'stands in the configuration file'],
  ['buttik', 'did you mean "butik"?'],
])('%s cannot be disconnected, and says why', async (name, why) => {
  const { run } = await commands()
  const { code, said } = await run(`disconnect ${name}`)
  expect([code, said]).toStrictEqual([2, expect.stringContaining(why)])
})
