import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './index.ts'

function load(yaml: string) {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\n${yaml}\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
}

test.each([
  '{}',
  '{ key: {} }',
  '{ key: { file: a, environment: B } }',
  '{ key: { command: [] } }',
  '{ key: { environment: "not a name" } }',
])('of secrets: %s it is said which place of the key is expected', async (written) => {
  const { configuration, problems } = await load(`secrets: ${written}`)
  expect(configuration).toBeUndefined()
  expect(problems.map(({ path }) => path[0])).toStrictEqual(['secrets'])
})

test.each([
  ['{ file: ./key }', { file: './key' }],
  ['{ environment: KEY }', { environment: 'KEY' }],
  ['{ command: [vault, read] }', { command: ['vault', 'read'] }],
])('a key %s is where the file says', async (written, source) => {
  const { configuration } = await load(`secrets: { key: ${written} }`)
  expect(configuration?.secretKey).toStrictEqual(source)
})
