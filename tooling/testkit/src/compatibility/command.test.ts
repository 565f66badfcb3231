import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { runSnapshot } from './command.ts'
import { readReleased } from './released.ts'

const own = fileURLToPath(new URL('../../', import.meta.url))
const from = (path: string) => JSON.stringify(pathToFileURL(join(own, path)).href)

test('the suites of a package write what it promises, and nothing else is run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-snapshot-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(join(own, 'src/broken/package/package.json'), join(folder, 'package.json'))
  await symlink(join(own, 'node_modules'), join(folder, 'node_modules'))
  await writeFile(
    join(folder, 'vitest.config.ts'),
    `export default { ssr: { resolve: { conditions: ['@cartograph/source', 'module', 'node'] } } }`,
  )
  await writeFile(
    join(folder, 'own.test.ts'),
    `import { expect, test } from 'vitest'
    import { conformance } from ${from('src/index.ts')}
    import { notebook } from ${from('src/broken/notebook.ts')}
    import { startNotebook } from ${from('src/broken/notebook-vendor.ts')}
    test('another test that must not be run', () => expect(1).toBe(2))
    conformance(notebook, {
      simulator: { start: startNotebook },
      package: new URL('./', import.meta.url),
    })`,
  )
  expect(await runSnapshot(folder, 'ignore')).toBe(0)
  const kept = await readReleased(new URL('../broken/package/', import.meta.url))
  expect(kept).toMatchObject({ version: '1.4.2' })
  expect(await readReleased(pathToFileURL(`${folder}/`))).toMatchObject(kept ?? {})
})
