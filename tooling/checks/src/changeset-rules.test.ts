import { expect, test } from 'vitest'

import { missingChangesets } from './changeset-rules.ts'

const changeset = "---\n'@cartograph/core': minor\n---\n\nRead refunds.\n"
const core = { name: '@cartograph/core', file: 'core/package.json' }

test('a changed package needs a changeset that names it', () => {
  const changed = ['core/src/index.ts']
  expect(missingChangesets([{ ...core, changed }], [changeset])).toStrictEqual([])
  expect(missingChangesets([{ ...core, changed }], [])).toMatchObject([
    { file: 'core/package.json' },
  ])
})

test('a changeset names packages in its head alone', () => {
  const changed = ['core/src/index.ts']
  const elsewhere = "---\n'@cartograph/host': minor\n---\n\n'@cartograph/core': minor\n"
  expect(missingChangesets([{ ...core, changed }], [elsewhere])).toHaveLength(1)
})

test('tests and nothing at all need none', () => {
  expect(missingChangesets([{ ...core, changed: ['core/src/a.test.ts'] }], [])).toStrictEqual([])
  expect(missingChangesets([{ ...core, changed: [] }], [])).toStrictEqual([])
})
