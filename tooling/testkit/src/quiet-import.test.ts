import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { entryOf, importEffects } from './quiet-import.ts'

async function moduleOf(code: string): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-import-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'module.mjs')
  await writeFile(file, code)
  return pathToFileURL(file)
}

test('a module that only defines does nothing', async () => {
  expect(await importEffects(await moduleOf('export const connector = {}'))).toStrictEqual([])
})

test('a connection that is opened on loading is noticed', async () => {
  const code = `import { connect } from 'node:net'
connect({ host: '127.0.0.1', port: 9 }).on('error', () => {})`
  expect(await importEffects(await moduleOf(code))).toStrictEqual(['it opened a connection'])
})

test('a module that cannot be loaded is told with its error', async () => {
  expect(await importEffects(await moduleOf('throw new Error("no licence")'))).toStrictEqual([
    'it fails: Error: no licence',
  ])
})

test('the source of a package comes before what was built', () => {
  const folder = new URL('../', import.meta.url)
  const entry = { '@cartograph/source': './src/index.ts', default: './dist/index.js' }
  expect(entryOf(folder, { '.': entry })?.href).toBe(new URL('src/index.ts', folder).href)
  expect(entryOf(folder, './never-built.js')).toBeUndefined()
})
