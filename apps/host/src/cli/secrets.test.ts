import { copyFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = `version: 1
organisation: nordlys
store: ./nordlys.db
secrets: { key: { file: ./key } }
connections: { shop: { connector: shop, config: { url: "https://a.example", apiSecret: "\${secret:shop}" } } }
`
const key = (byte: number) => `${Buffer.alloc(32, byte).toString('base64')}\n`

function commands() {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.yaml': configuration,
    key: key(1),
  })
  return {
    folder,
    giveKeys: (...bytes: readonly number[]) =>
      writeFileSync(join(folder, 'key'), bytes.map(key).join('')),
    run: async (words: string, input = '') => {
      const terminal = recordingTerminal({ folder, input: async () => input })
      const code = await runCommand(words.split(' '), terminal)
      return { code, out: terminal.output, said: terminal.messages }
    },
  }
}

test('a secret is set before anything else works, listed without its value, and taken by the configuration', async () => {
  const { run } = commands()
  const before = await run('tokens list')
  expect([before.code, before.said]).toStrictEqual([
    2,
    expect.stringContaining('there is no secret shop') as string,
  ])
  expect(before.said).toContain('cartograph secrets set shop')
  const set = await run('secrets set shop', 'cs_canary\n')
  expect([set.code, set.out]).toStrictEqual([
    0,
    'shop is set: write ${secret:shop} in the configuration.\n',
  ])
  const { out } = await run('secrets list')
  expect(out).toMatch(/^secret +set at +by the key\nshop +\d{4}-\S+Z +[0-9a-f]{12}\n$/)
  expect((await run('tokens list')).code).toBe(0)
})

test('what a setting takes from a secret is shown in no message', async () => {
  const { run } = commands()
  await run('secrets set shop', 'wrong-canary')
  const { code, out, said } = await run('tokens list')
  expect([code, `${out}${said}`.includes('canary')]).toStrictEqual([2, false])
})

test('as JSON there is a name, an instant and a key', async () => {
  const { run } = commands()
  const { out } = await run('secrets set shop --json', 'cs_canary')
  expect(JSON.parse(out)).toStrictEqual({
    ok: true,
    secret: {
      name: 'shop',
      setAt: expect.any(String) as string,
      key: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
    },
  })
})

test('a key is rotated: both open, then all is sealed by the new one, then the old one is needed no more', async () => {
  const { run, giveKeys } = commands()
  await run('secrets set shop', 'cs_canary')
  giveKeys(2, 1)
  expect((await run('tokens list')).code).toBe(0)
  expect((await run('secrets rotate')).out).toBe('1 row sealed by the first key.\n')
  giveKeys(2)
  expect((await run('tokens list')).code).toBe(0)
})

test('with another key the commands say which one is missing, and change nothing', async () => {
  const { run, giveKeys } = commands()
  await run('secrets set shop', 'cs_canary')
  giveKeys(2)
  for (const words of ['tokens list', 'secrets set shop', 'secrets set other', 'secrets rotate']) {
    const { code, said } = await run(words, 'cs_other')
    expect([code, said]).toStrictEqual([
      2,
      expect.stringMatching(/secret shop was sealed with the key [0-9a-f]{12}/) as string,
    ])
  }
  giveKeys(1)
  expect((await run('secrets list')).out).not.toContain('other')
  expect((await run('tokens list')).code).toBe(0)
})

test('where the key is lost, what it sealed is taken away and set anew', async () => {
  const { run, giveKeys } = commands()
  await run('secrets set shop', 'cs_canary')
  giveKeys(2)
  expect((await run('secrets remove shop')).out).toBe('shop is gone.\n')
  expect((await run('secrets set shop', 'cs_anew')).code).toBe(0)
  expect((await run('tokens list')).code).toBe(0)
})

test('a name that is not there is told with the one that is meant', async () => {
  const { run } = commands()
  await run('secrets set shop', 'cs_canary')
  const { code, said } = await run('secrets remove shpo')
  expect([code, said]).toStrictEqual([2, expect.stringContaining('Did you mean shop?') as string])
})

test('who set and took away what stands in the audit log, and no value', async () => {
  const { run } = commands()
  await run('secrets set shop', 'cs_canary')
  await run('secrets set mail', 'cs_canary')
  await run('secrets rotate')
  await run('secrets remove mail')
  const { out } = await run('audit --json')
  const { entries } = JSON.parse(out) as {
    readonly entries: readonly { readonly action: string; readonly target: string | null }[]
  }
  expect(entries.map(({ action, target }) => `${action} ${target ?? ''}`).toSorted()).toStrictEqual(
    ['secret.remove mail', 'secret.rotate ', 'secret.set mail', 'secret.set shop'],
  )
  expect(out).not.toContain('canary')
})

test('a backup has secrets as they are sealed, says that the key is not in it, and is restored where the key is', async () => {
  const { run, folder } = commands()
  await run('secrets set shop', 'cs_canary')
  const taken = await run('backup monday.cartograph')
  expect(taken.said).toContain('their key is not')
  const elsewhere = commands()
  copyFileSync(join(folder, 'monday.cartograph'), join(elsewhere.folder, 'monday.cartograph'))
  elsewhere.giveKeys(2)
  expect((await elsewhere.run('restore monday.cartograph')).said).toContain(
    'The secret shop was sealed with the key',
  )
  elsewhere.giveKeys(1)
  expect((await elsewhere.run('restore monday.cartograph')).code).toBe(0)
  expect((await elsewhere.run('tokens list')).code).toBe(0)
})

test('a store that is copied takes its secrets with it', async () => {
  const { run, folder } = commands()
  await run('secrets set shop', 'cs_canary')
  expect((await run('store copy --to other.db')).said).toContain('their key is not')
  renameSync(join(folder, 'other.db'), join(folder, 'nordlys.db'))
  expect((await run('tokens list')).code).toBe(0)
})

test('a key that is made seals', async () => {
  const { run } = commands()
  const { code, out } = await run('secrets key')
  expect([code, Buffer.from(out.trim(), 'base64').length]).toStrictEqual([0, 32])
})

test('an empty value and a name of another form are refused', async () => {
  const { run } = commands()
  expect((await run('secrets set shop', '\n')).said).toContain('1 to 65536 characters')
  expect((await run('secrets set ../shop', 'cs')).said).toContain('a letter first')
  expect((await run('secrets set')).said).toContain('Name the secret')
})
