import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Connector } from '@cartograph/core'
import * as z from 'zod'
import { expect, onTestFinished, test } from 'vitest'
import { withList, withNotes } from '../broken/broken-connector.ts'
import { notebook } from '../broken/notebook.ts'
import { settings, type Settings } from '../broken/notebook-settings.ts'
import { startNotebook } from '../broken/notebook-vendor.ts'
import { packageVersion, readReleased, releasedFile } from '../compatibility/released.ts'
import { snapshot } from '../compatibility/snapshot.ts'
import { writeSnapshot } from '../compatibility/write-snapshot.ts'
import { openSuite, runCheck } from '../run-checks.ts'
import { compatibilityChecks } from './compatibility-checks.ts'

const simulator = { start: startNotebook }
const original = new URL('../broken/package/', import.meta.url)
const otherKey = withNotes({ key: ({ id }) => `note-${id}` })

/** A copy of the package that may be changed. */
async function packageFolder(): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-compatibility-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(original, folder, { recursive: true })
  return pathToFileURL(`${folder}/`)
}

async function withVersion(folder: URL, version: string): Promise<void> {
  const file = new URL('package.json', folder)
  const manifest = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...manifest, version }))
}

async function resultsOf(connector: Connector<Settings>, folder: URL | undefined) {
  const suite = openSuite(connector, {
    simulator,
    ...(folder !== undefined && { package: folder }),
  })
  return Promise.all(compatibilityChecks.map((check) => runCheck(suite, check)))
}

const statuses = (results: Awaited<ReturnType<typeof resultsOf>>) =>
  results.map(({ status }) => status)

test('a snapshot has all that was kept of the notebook, beside parts that are new since', async () => {
  const suite = openSuite(notebook, { simulator, package: original })
  expect(await snapshot(suite, original)).toMatchObject((await readReleased(original)) ?? {})
})

test('a snapshot that is written is what the next release is compared with', async () => {
  const folder = await packageFolder()
  await withVersion(folder, '2.0.0')
  const written = await writeSnapshot(openSuite(otherKey, { simulator, package: folder }))
  expect(written).toBe('2.0.0')
  const [, , , keys] = await resultsOf(notebook, folder)
  expect(keys).toMatchObject({ id: 'contract.keepsKeys', status: 'failed' })
})

test('what breaks is told with the place, both versions and how to mend it', async () => {
  const [, , , keys] = await resultsOf(otherKey, await packageFolder())
  expect(keys?.status === 'failed' && keys.mismatch).toStrictEqual({
    expected:
      'the same key and version for the same row, else every record is a new one, or version 2.0.0',
    happened:
      'since 1.4.2: streams.notes: the key of {"id":1,"updated":1790812800000} was [1], and is ["note-1"]; and the version is 1.4.2.',
    mend: 'Make them as before. Or raise the version in package.json to 2.0.0, and say in the changelog what has to be done.',
  })
})

test('a setting that even the double does not give yet is named', async () => {
  const config = settings.extend({ shelf: z.string() }) as unknown as typeof settings
  const [first] = await resultsOf({ ...notebook, config }, await packageFolder())
  expect(first?.status === 'failed' && first.mismatch.happened).toBe(
    'since 1.4.2: shelf is new, and must be given; and the version is 1.4.2.',
  )
})

test('a major version may break, and the table says what it breaks', async () => {
  const folder = await packageFolder()
  await withVersion(folder, '2.0.0')
  const [, , , keys] = await resultsOf(otherKey, folder)
  expect(keys).toMatchObject({
    status: 'passed',
    note: expect.stringMatching(/^since 1\.4\.2: streams\.notes: the key of /),
  })
})

test('a position that is no longer understood is a warning', async () => {
  const connector = withList({ position: z.object({ cursor: z.string() }) as never })
  const results = await resultsOf(connector, await packageFolder())
  expect(results.at(-1)).toMatchObject({
    id: 'contract.keepsPositions',
    status: 'passed',
    note: 'positions of 1.4.2 are not understood, so slices begin again: notes',
  })
})

test('before the first release nothing is promised', async () => {
  const folder = await packageFolder()
  await rm(releasedFile(folder))
  const results = await resultsOf(otherKey, folder)
  expect(new Set(statuses(results))).toStrictEqual(new Set(['notApplicable']))
})

test('without the place of the package nothing is compared', async () => {
  const results = await resultsOf(otherKey, undefined)
  expect(new Set(statuses(results))).toStrictEqual(new Set(['notApplicable']))
})

test.each([
  ['no JSON', '{', 'the file: '],
  ['another form', '{"version":5}', 'version: '],
])('a file that is %s fails, and says where', async (_what, text, where) => {
  const folder = await packageFolder()
  await writeFile(releasedFile(folder), text)
  const [first] = await resultsOf(notebook, folder)
  expect(first?.status === 'failed' && first.mismatch.happened).toContain(where)
})

test('the version is the one of the package', async () => {
  expect(await packageVersion(original)).toBe('1.4.2')
})
