import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { scopeProblems } from './scope-rules.ts'
import { scopeIds } from './scope-table.ts'
import { outcomesOf } from './test-names.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cartograph-scope-'))
  await write('core/src/a.test.ts', "test('it maps', () => {})\ntest('it | skips', () => {})")
  await write('tooling/demo/src/main.ts', '')
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true })
  await writeFile(join(root, file), text)
}

/** What the check says when every row says "no" but these. */
async function said(
  rows: Readonly<Record<string, string>>,
  outcomes?: Parameters<typeof scopeProblems>[1],
): Promise<readonly string[]> {
  const lines = scopeIds.map((id) => `| ${id} | Something. | ${rows[id] ?? 'no | |'}`)
  await write(
    'docs/scope.md',
    ['| id | what | state | proof |', '| --- | --- | --- | --- |', ...lines].join('\n'),
  )
  return scopeProblems(root, outcomes).map(({ message }) => message)
}

const reported = (status: string) =>
  outcomesOf(
    JSON.stringify({
      testResults: [
        {
          name: `${root}/core/src/a.test.ts`,
          assertionResults: [
            { title: 'it maps', fullName: 'mapping it maps', status },
            { title: 'it | skips', fullName: 'it | skips', status: 'skipped' },
          ],
        },
      ],
    }),
    root,
  )

const works = (name: string) => ({ F5: `works | \`core/src/a.test.ts › ${name}\` |` })

test('the scope has 39 rows', () => {
  expect(scopeIds).toHaveLength(39)
  expect(scopeIds).toContain('S11')
})

test('a page whose rows name tests that exist is in order', async () => {
  expect(
    await said({
      F5: 'works | `core/src/a.test.ts › it maps`<br>`tooling/demo/src/main.ts` |',
      F1: 'partial | |',
    }),
  ).toEqual([])
})

test.each([
  ['done | |', 'F5: the state is "done"; expected is one of no, partial, works'],
  [
    'works | |',
    'F5: a row that works names the tests that prove it, as `path/name.test.ts › name of the test`',
  ],
  [
    'works | `tooling/demo/src/main.ts` |',
    'F5: a row that works names the tests that prove it, as `path/name.test.ts › name of the test`',
  ],
  ['works | `core/src/b.test.ts` |', 'F5: core/src/b.test.ts does not exist'],
  ['partial | `core/src/a.test.ts › it flies` |', 'F5: core/src/a.test.ts has no test "it flies"'],
  [
    'works | `core/src/a.test.ts` `tooling/demo/src/main.ts › x` |',
    'F5: tooling/demo/src/main.ts is no test file',
  ],
])('a row that reads "%s" is refused', async (row, message) => {
  expect(await said({ F5: row })).toEqual([message])
})

test('a row that is missing or there twice is named', async () => {
  await said({})
  const rows = scopeIds.filter((id) => id !== 'H3').map((id) => `| ${id} | x | no | |`)
  await write('docs/scope.md', [...rows, '| F1 | x | no | |', '| Z1 | x | no | |'].join('\n'))
  expect(scopeProblems(root).map(({ message }) => message)).toEqual([
    'the row F1 is there twice',
    'the row H3 is missing',
    'Z1: the scope has no such row',
  ])
})

test('with a report the named test must have run and passed, by its title or its full name', async () => {
  expect(await said(works('it maps'), reported('passed'))).toEqual([])
  expect(await said(works('mapping it maps'), reported('passed'))).toEqual([])
  expect(await said(works('it maps'), reported('failed'))).toEqual([
    'F5: the test "it maps" of core/src/a.test.ts did not pass: failed',
  ])
  expect(await said(works(String.raw`it \| skips`), reported('passed'))).toEqual([
    'F5: the test "it | skips" of core/src/a.test.ts did not pass: skipped',
  ])
  expect(await said(works('it flies'), reported('passed'))).toEqual([
    'F5: core/src/a.test.ts ran no test "it flies"',
  ])
  expect(await said(works('it maps'), new Map())).toEqual(['F5: core/src/a.test.ts did not run'])
})

test('a whole file proves a row only if all of its tests passed', async () => {
  expect(await said({ F5: 'works | `core/src/a.test.ts` |' }, reported('passed'))).toEqual([
    'F5: "it | skips" of core/src/a.test.ts did not pass: skipped',
  ])
})

test('a repository without the page says so', () => {
  expect(scopeProblems(root)).toEqual([{ file: 'docs/scope.md', message: 'the page is missing' }])
})
