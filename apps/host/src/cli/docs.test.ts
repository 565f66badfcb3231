import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

async function run(folder: string, ...words: readonly string[]) {
  const terminal = recordingTerminal({ folder })
  return { code: await runCommand(words, terminal), terminal }
}

const described = shopCode
  .replace('url: z.url()', "url: z.url().describe('Front page | of the shop.')")
  .replace("startsWith('cs_')", "startsWith('cs_').meta({ examples: ['cs_1'] })")

test('a page tells settings, streams, sinks and mappings of the definition', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', described))
  const { code, terminal } = await run(folder, 'docs', '@acme/shop')
  expect({ code, messages: terminal.messages }).toStrictEqual({ code: 0, messages: '' })
  const lines = terminal.output.split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      '# Shop',
      'Connector `shop` of the package `@acme/shop`.',
      '      apiSecret: ${env:API_SECRET}',
      '| `url` | address | required |  | Front page \\| of the shop. |',
      '| `apiSecret` | text | required | secret |  |',
      '| `folder` | text | `"./standard"` | path |  |',
      '| `orders` | `id` | when asked for | never |',
      '| `billing.email` | text |',
      '| `rows` | upsert | 1 item, 1,000 bytes | no | no | sent again, which changes nothing | 30 s |',
      '### `orders` to `order`',
    ]),
  )
})

test('a page lists what a key must be allowed, and for which parts', async () => {
  const code = described
    .replace('orders: {', "orders: { permissions: ['Orders: Read'],")
    .replace('rows: {', "rows: { permissions: ['Orders: Read', 'Rows: Write'],")
  const folder = folderWith(connectorPackage('@acme/shop', code))
  const { terminal } = await run(folder, 'docs', '@acme/shop')
  expect(terminal.output.split('\n')).toEqual(
    expect.arrayContaining([
      '| Orders: Read | `orders`, sink `rows` |',
      '| Rows: Write | sink `rows` |',
    ]),
  )
})

test('a connector without fitting examples has a page of its settings', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', shopCode))
  const { terminal } = await run(folder, 'docs', '@acme/shop')
  expect(terminal.output).toContain(
    'What it reads and writes depends on settings of which its schema has no example.',
  )
})

test('a page that is stale is told with the command that mends it', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', described))
  const words = ['docs', '@acme/shop', '--out', 'shop.md'] as const
  expect((await run(folder, ...words, '--check')).terminal.messages).toBe(
    'shop.md is not what is written now. Run: cartograph docs @acme/shop --out shop.md\n',
  )
  expect((await run(folder, ...words)).code).toBe(0)
  expect((await run(folder, ...words, '--check')).code).toBe(0)
  const file = join(folder, 'shop.md')
  writeFileSync(file, `${readFileSync(file, 'utf8')}more\n`)
  expect((await run(folder, ...words, '--check')).code).toBe(1)
})

test('a connector that is not installed is a mistake of the call', async () => {
  const { code, terminal } = await run(folderWith({}), 'docs', '@acme/none')
  expect(code).toBe(2)
  expect(terminal.messages).toContain('the package @acme/none is not installed')
})

test('the schema of a configuration knows what is installed beside it', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', described))
  const { code, terminal } = await run(folder, 'docs', '--schema')
  expect(code).toBe(0)
  const { $defs } = JSON.parse(terminal.output) as { readonly $defs: object }
  expect(Object.keys($defs)).toContain('settings-@acme.shop')
})

test('a call without a connector names those that there are', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', described))
  const { code, terminal } = await run(folder, 'docs')
  expect(code).toBe(2)
  expect(terminal.messages).toContain('@acme/shop')
  expect(terminal.messages).toContain('woocommerce')
})
