import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  cataloguePackage,
  setCatalogue,
  shelves,
  sound,
  type Catalogue,
} from '../feeds/testing/catalogue-package.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A folder with a shop and its feeds, read once. */
async function shopWith(feeds: string, catalogue: Catalogue) {
  const folder = folderWith({
    ...cataloguePackage(),
    'cartograph.yaml': `
version: 1
organisation: nordlys
host: { url: https://data.example }
connections: { shop: { connector: catalogue } }
feeds:
${feeds}
`,
  })
  const run = async (words: string) => {
    const terminal = recordingTerminal({ folder })
    const exitCode = await runCommand(words.split(' '), terminal)
    return { exitCode, out: terminal.output, said: terminal.messages }
  }
  setCatalogue(catalogue)
  await run('sync')
  return { run, file: (name: string) => readFileSync(join(folder, name), 'utf8') }
}

test('a shop is read, its feed is made, and what Google would fetch is there', async () => {
  const { run } = await shopWith('  dk: { set: google }', {
    products: [sound('1'), sound('2', { salePrice: 89_900 }), sound('3', { url: '/p/3' })],
    categories: shelves,
  })
  const made = await run('feeds run')
  expect(made).toMatchObject({
    exitCode: 0,
    said: 'dk: 1 error and 0 warnings; `cartograph feeds report dk` shows them.\n',
  })
  expect(made.out).toMatch(/^feed +document +read +rows.*\ndk +made +3 +2 +0 +1 +0 +/)
  const document = (await run('served write cartograph.dk')).out
  expect(document).toContain('<g:id>1</g:id><g:title>Product 1</g:title>')
  expect(document).toContain(
    '<g:price>1199.00 DKK</g:price><g:sale_price>899.00 DKK</g:sale_price>',
  )
  expect(document).toContain('<g:product_type>Clothes &gt; Jackets</g:product_type>')
  expect(document.match(/<item>/g)).toHaveLength(2)
})

test('a report says of each row and field what was expected, before the first run and after it', async () => {
  const { run } = await shopWith('  dk: { set: google }', {
    products: [sound('1'), sound('2', { url: '/p/2' }), sound('3', { price: null })],
    categories: shelves,
  })
  expect((await run('feeds report dk')).said).toContain('The feed dk was never made.')
  const before = (await run('feeds report dk --now')).out
  expect(before).toContain('3 rows read, 1 in the feed, 2 with errors left out\n')
  expect(before).toContain(
    'error: link, 1 row: expected an absolute address that begins with https://\n  shop:2: /p/2\n',
  )
  expect(before).toContain('error: price, 1 row: expected a value\n  shop:3\n')
  await run('feeds run')
  expect((await run('feeds report dk')).out).toMatch(
    /^dk: made at .*, version [\w-]{8}\n3 rows read/,
  )
})

test('a preview shows the first rows, and what keeps one out', async () => {
  const { run } = await shopWith('  dk: { fields: { label: $.brand }, where: { inStock: true } }', {
    products: [sound('1', { inStock: false }), sound('2'), sound('3', { url: null })],
    categories: shelves,
  })
  const { rows, leftOut } = JSON.parse((await run('feeds preview dk --json')).out)
  expect(leftOut).toStrictEqual({ inStock: 1 })
  expect(rows).toMatchObject([
    { row: 'shop:2', item: { id: '2', label: 'Nordlys' }, problems: [] },
    { row: 'shop:3', problems: [{ field: 'url', rule: 'required', severity: 'error' }] },
  ])
  expect((await run('feeds preview dk --rows 1')).out).toContain('shop:2\n  id: 2\n')
  expect((await run('feeds preview dk --rows 1 --text')).out).toMatch(/^\[\n\{"id":"2".*\}\n\]\n$/)
})

test('a feed is written to a file as well, and moved to another address', async () => {
  const { run, file } = await shopWith('  dk: { form: ndjson, file: out.ndjson }', {
    products: [sound('1')],
    categories: shelves,
  })
  await run('feeds run')
  expect(JSON.parse(file('out.ndjson'))).toMatchObject({ id: '1', category: 'Clothes > Jackets' })
  const moved = await run('feeds rotate dk')
  expect(moved.out).toMatch(/^https:\/\/data\.example\/served\/cartograph\/dk\/[\w-]{32}\n$/)
  const list = (await run('feeds list')).out
  expect(list).toMatch(/^feed +for +form +rows.*\ndk +plain +ndjson +1 +0 .* made +never\n/)
  expect(list).toContain(`dk: ${moved.out}`)
  expect(await run('feeds allow dk')).toMatchObject({ exitCode: 2 })
})

test('an unknown feed is told with the nearest one', async () => {
  const { run } = await shopWith('  denmark: {}', {})
  expect(await run('feeds preview denmrk')).toMatchObject({ exitCode: 2, out: '' })
  expect((await run('feeds preview denmrk')).said).toContain('Did you mean denmark?')
})

test('an empty shop has no document, and says why', async () => {
  const { run } = await shopWith('  dk: {}', {})
  const { exitCode, said } = await run('feeds run')
  expect(exitCode).toBe(1)
  expect(said).toContain('dk: Its first version is made once there is a product in it.')
})
