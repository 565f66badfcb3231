import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { connectorHandouts } from './handouts.ts'

const brings = (handouts: readonly string[]) =>
  folderWith({
    ...connectorPackage('scripted', 'export const scripted = {}', {
      cartograph: { contract: 'v1', handouts },
    }),
    'node_modules/scripted/dist/Code.js': 'function getData() {}\n',
    'node_modules/secret.txt': 'of another package',
  })

test('what a package brings for people to copy is told by its name', async () => {
  expect(await connectorHandouts('scripted', brings(['dist/Code.js']))).toStrictEqual([
    { name: 'Code.js', text: 'function getData() {}\n' },
  ])
})

test('a file that is not built, and one outside of the package, is none', async () => {
  const folder = brings(['dist/appsscript.json', '../secret.txt'])
  expect(await connectorHandouts('scripted', folder)).toStrictEqual([])
})

test('a package that brings nothing has none', async () => {
  const folder = folderWith(connectorPackage('scripted', 'export const scripted = {}'))
  expect(await connectorHandouts('scripted', folder)).toStrictEqual([])
})
