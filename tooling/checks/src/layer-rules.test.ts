import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { layerProblems } from './layer-rules.ts'
import { readModules } from './modules.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cartograph-layers-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** What the check says about a repository of these files: `file:line message`. */
async function said(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), text)
  }
  return layerProblems(readModules(root)).map(
    ({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`} ${message}`,
  )
}

test('a repository that keeps to the layers has no problem', async () => {
  expect(
    await said({
      'core/src/index.ts': "export * from './a.ts'",
      'core/src/a.ts': "import * as z from 'zod'\nexport const a = z",
      'core/src/a.test.ts': "import { conformance } from '@cartograph/testkit'\nconformance",
      'connectors/file/src/index.ts':
        "import { author } from '@cartograph/core'\nimport { gunzip } from 'node:zlib'",
      'connectors/file/src/index.test.ts': "import { simulatedShop } from '@cartograph/simulators'",
      'apps/host/src/index.ts': "export { open } from './store/index.ts'",
      'apps/host/src/store/index.ts': "export { open } from './open.ts'",
      'apps/host/src/store/open.ts':
        "import { fault } from '@cartograph/core'\nexport const open = fault",
      'apps/host/src/queue/index.ts': 'export const lanes = 1',
      'apps/host/src/engine/index.ts':
        "import { lanes } from '../queue/index.ts'\nimport { open } from '../store/index.ts'",
      'apps/host/src/engine/run.test.ts':
        "import { push } from '../delivery/index.ts'\nimport { shop } from '../testing/shop.ts'\nimport { rows } from '../store/testing/rows.ts'",
      'apps/host/src/delivery/index.ts': 'export const push = 1',
      'apps/host/src/testing/shop.ts':
        "import { open } from '../store/index.ts'\nexport const shop = open",
      'tooling/simulators/src/index.ts': "import { fault } from '@cartograph/core'",
    }),
  ).toEqual([])
})

test.each([
  [
    'core/src/a.ts',
    "import '@cartograph/host'",
    'the core imports no other package of ours, and imports @cartograph/host',
  ],
  [
    'core/src/a.ts',
    "\nimport { readFile } from 'node:fs/promises'",
    'the core has no Node API, and imports node:fs/promises',
  ],
  [
    'core/src/a.ts',
    "const fs = await import('fs/promises')",
    'the core has no Node API, and imports fs/promises',
  ],
  [
    'core/src/a.ts',
    "type Buffer = import('node:buffer').Buffer",
    'the core has no Node API, and imports node:buffer',
  ],
  [
    'core/src/a.ts',
    "import { conformance } from '@cartograph/testkit'",
    'the core imports no other package of ours, and imports @cartograph/testkit',
  ],
  [
    'connectors/rule/src/a.ts',
    "export { b } from '@cartograph/connector-file'",
    'a connector does not import another connector',
  ],
  [
    'connectors/rule/src/a.test.ts',
    "import '@cartograph/host'",
    'a connector does not know the host',
  ],
  [
    'connectors/rule/src/a.ts',
    "import '@cartograph/simulators/rule'",
    'only tests import @cartograph/simulators/rule',
  ],
  [
    'connectors/rule/src/a.ts',
    "import '../../file/src/b.ts'",
    '../../file/src/b.ts reaches into another package; import it by its name',
  ],
  [
    'apps/host/src/config/a.ts',
    "await import('@cartograph/connector-file')",
    'the host loads what the configuration names, and imports @cartograph/connector-file',
  ],
  [
    'apps/host/src/engine/a.ts',
    "import '../store/open.ts'",
    'the only door to store is store/index.ts',
  ],
  [
    'apps/host/src/engine/a.test.ts',
    "import '../store/open.ts'",
    'the only door to store is store/index.ts',
  ],
  [
    'apps/host/src/store/a.ts',
    "import type { Run } from '../engine/index.ts'",
    'store does not import engine, which stands to its right',
  ],
  [
    'apps/host/src/engine/a.ts',
    "import '../delivery/index.ts'",
    'engine does not import delivery, which stands beside it',
  ],
  [
    'apps/host/src/engine/a.ts',
    "import '../testing/shop.ts'",
    'only tests import from a folder called testing',
  ],
  [
    'apps/host/src/misc/a.ts',
    "import '../store/index.ts'",
    'the folder misc has no layer yet; give it one',
  ],
  [
    'tooling/simulators/src/a.test.ts',
    "import '@cartograph/connector-file'",
    "simulators are written from the vendor's reference, and import no connector",
  ],
  [
    'tooling/testkit/src/a.ts',
    "import '@cartograph/simulators/stripe'",
    'the testkit imports the core and the host alone, and imports @cartograph/simulators/stripe',
  ],
])('%s with %j is refused', async (file, text, message) => {
  const line = text.startsWith('\n') ? 2 : 1
  expect(await said({ [file]: text })).toEqual([`${file}:${line} ${message}`])
})

test.each([
  'core/src/utils.ts',
  'core/src/helpers/a.ts',
  'apps/host/src/store/types.ts',
  'core/src/common.test.ts',
])('the name %s is refused', async (file) => {
  expect(await said({ [file]: '' })).toEqual([
    expect.stringContaining('does not say what is inside'),
  ])
})

test('files that import each other are named together, also when only types go round', async () => {
  expect(
    await said({
      'core/src/a.ts': "import './b.ts'",
      'core/src/b.ts': "import type { C } from './c.ts'",
      'core/src/c.ts': "export * from './a.ts'",
      'core/src/d.ts': "import './a.ts'",
    }),
  ).toEqual([
    'core/src/a.ts these files import each other: core/src/a.ts, core/src/b.ts, core/src/c.ts',
  ])
})

test('folders of the host that import each other are named, even when no file does', async () => {
  expect(
    await said({
      'apps/host/src/engine/index.ts': 'export const a = 1',
      'apps/host/src/engine/b.ts': "import '../queue/index.ts'",
      'apps/host/src/queue/index.ts': "export * from './lanes.ts'",
      'apps/host/src/queue/lanes.ts': "import '../engine/index.ts'",
    }),
  ).toContain('apps/host/src these folders import each other: engine, queue')
})

test('an import inside a comment or a text is none', async () => {
  expect(
    await said({
      'core/src/a.ts': "// import 'node:fs'\nexport const text = \"import 'node:fs'\"",
    }),
  ).toEqual([])
})

test('descriptions of the API import the leftmost folders alone', async () => {
  expect(
    await said({
      'apps/host/src/rights/index.ts': 'export const names = 1',
      'apps/host/src/store/index.ts': 'export const open = 1',
      'apps/host/src/api/operations/runs.ts':
        "import { names } from '../../rights/index.ts'\nimport { open } from '../../store/index.ts'",
    }),
  ).toEqual([
    'apps/host/src/api/operations/runs.ts:2 descriptions of the API import the leftmost folders alone, and not store',
  ])
})
