import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createConnector } from './command.ts'

async function create(...words: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'create-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const said: string[] = []
  const options = { isInteractive: false, folder, say: (text: string) => void said.push(text) }
  const code = await createConnector(words, options)
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  return { code, folder, said: said.join('\n'), read, options }
}

test('a package with both sides has all files, by its own name', async () => {
  const { code, folder, read } = await create('@acme/my-shop', '--source', '--sink')
  expect(code).toBe(0)
  const files = readdirSync(join(folder, 'my-shop'), { recursive: true }).map(String)
  expect(files).toEqual(
    expect.arrayContaining([
      '.github/workflows/release.yml',
      '.gitignore',
      '.node-version',
      'LICENSE',
      'README.md',
      'cartograph.yaml',
      'src/orders.ts',
      'src/sales.ts',
    ]),
  )
  expect(JSON.parse(read('my-shop/package.json'))).toMatchObject({
    name: '@acme/my-shop',
    description: 'Connects My shop to Cartograph.',
    cartograph: { contract: 'v1' },
  })
  expect(read('my-shop/src/connector.ts')).toContain('export const myShop = kit.connector({')
  expect(read('my-shop/cartograph.yaml')).toContain("connector: '@acme/my-shop'")
  const all = files.filter((file) => /[^/]\.\w+$/.test(file))
  const left = all.filter((file) => /example-?shop/i.test(read(`my-shop/${file}`)))
  expect(left).toStrictEqual([])
})

test.each([
  ['--source', 'src/orders.ts', 'src/sales.ts', /sale/i],
  ['--sink', 'src/sales.ts', 'src/orders.ts', /orders/i],
])('a package with %s alone speaks of nothing else', async (flag, own, other, word) => {
  const { folder, read } = await create('my-shop', flag)
  const files = readdirSync(join(folder, 'my-shop'), { recursive: true }).map(String)
  expect(files).toContain(own)
  expect(files).not.toContain(other)
  for (const file of ['src/connector.ts', 'README.md', 'cartograph.yaml'])
    expect(read(`my-shop/${file}`)).not.toMatch(word)
})

test('without a word of its sides a package is a source', async () => {
  const { read } = await create('my-shop')
  expect(read('my-shop/src/connector.ts')).toContain('mappings: [...orderMappings],')
})

test('a folder that is not empty stays as it is', async () => {
  const { options } = await create('my-shop')
  expect(await createConnector(['my-shop'], options)).toBe(2)
})

test.each([[['My Shop']], [['9shop']], [['a', 'b']], [['my-shop', '--other']], [[]]])(
  'the words %j write nothing and say what is right',
  async (words) => {
    const { code, folder, said } = await create(...words)
    expect(code).toBe(2)
    expect(said).toMatch(/my-shop/)
    expect(readdirSync(folder)).toStrictEqual([])
  },
)
