import { expect, test } from 'vitest'

import { leakProblems } from './leak-rules.ts'

const said = (file: string, text: string) =>
  leakProblems(file, text).map(({ line, message }) => `${line} ${message}`)
/** Joined here, so that the check does not find its own test. */
const path = (...parts: readonly string[]) => `/${parts.join('/')}`

test.each([
  path('home', 'someone', 'shop'),
  path('Users', 'someone'),
  path('root', '.npmrc'),
  path('tmp', 'x1'),
  ['C:', 'Users', 'someone'].join('\\'),
])('the path %s is found in any file', (found) => {
  expect(said('docs/a.md', `Fine.\nSee "${found}".`)).toHaveLength(1)
  expect(said('core/src/a.ts', `const a = '${found}'`)[0]).toMatch(
    /^1 names a path of one machine/u,
  )
})

test('addresses and relative paths that only look alike are let through', () => {
  expect(said('docs/a.md', 'https://shop.example/home/sale ./work/a out/tmp/b /srv/data')).toEqual(
    [],
  )
  expect(said('deploy/Containerfile', `WORKDIR ${path('home', 'node', 'app')}`)).toEqual([])
})

test('download addresses in the lockfile are found, and the words of a deprecation are not', () => {
  const lock = [
    'packages:',
    '  a@1.0.0:',
    '    resolution: {integrity: sha512-x, tarball: https://packages.example/a.tgz}',
    '    deprecated: Please see https://a.example/why',
    '  b@1.0.0: {integrity: sha512-y}',
  ].join('\n')
  expect(said('pnpm-lock.yaml', lock)).toEqual([
    '3 the lockfile names a download address; install without a private registry in it',
  ])
  expect(said('package-lock.json', '{\n"resolved": "x"\n}')).toHaveLength(1)
  expect(said('.npmrc', 'registry=https://packages.example')).toHaveLength(1)
})

test.each([
  'test.skip("a", run)',
  'describe.only("a", run)',
  'test.concurrent.only("a", run)',
  'it.todo("a")',
  'xit("a", run)',
  'test.skip.each([1])("a", run)',
  'test("a", { skip: true }, run)',
])('%s is found', (call) => {
  expect(said('core/src/a.test.ts', `\n${call}`)).toEqual([
    expect.stringMatching(/^2 .* switches tests off$/u),
  ])
})

test('conditions, lookalikes and texts are no silenced tests', () => {
  expect(
    said(
      'core/src/a.test.ts',
      'test.skipIf(slow)("test.only", run)\nlist.skip(3)\nconst o = { skip: 3 }\ntest.each([1])("a", run)',
    ),
  ).toEqual([])
})

test('marks and issue numbers are found in comments only', () => {
  const mark = ['TO', 'DO'].join('')
  expect(
    said('core/src/a.ts', `// ${mark} later\nconst text = '${mark} #12'\n/*\n * See #12.\n */`),
  ).toEqual([
    `1 ${mark}: do it, or leave it out`,
    '4 #12: say why in words; a number means nothing to a reader of the code',
  ])
  expect(said('a.yaml', `a: 1 # ${mark}\nb: "#12"\n#12 is wrong`)).toEqual([
    `1 ${mark}: do it, or leave it out`,
    '3 #12: say why in words; a number means nothing to a reader of the code',
  ])
  expect(said('core/src/a.ts', '// the colour #123456, and &#39;')).toEqual([])
})
