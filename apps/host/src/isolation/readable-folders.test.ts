import { mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { readableFolders } from './readable-folders.ts'

test('a package may read itself and all that it depends on, and nothing beside it', () => {
  const folder = realpathSync(
    folderWith({
      'node_modules/shop/package.json': {
        dependencies: { client: '*' },
        optionalDependencies: { missing: '*' },
      },
      'node_modules/client/package.json': { peerDependencies: { core: '*' } },
      'node_modules/client/node_modules/core/package.json': {},
      'node_modules/core/package.json': {},
      'node_modules/other/package.json': {},
      'secret.txt': 'x',
    }),
  )
  expect([...readableFolders(join(folder, 'node_modules/shop'))].toSorted()).toStrictEqual([
    join(folder, 'node_modules/client'),
    join(folder, 'node_modules/client/node_modules/core'),
    join(folder, 'node_modules/shop'),
  ])
})

test('links are followed step by step, each of which is looked at on the way', () => {
  const folder = realpathSync(
    folderWith({
      'node_modules/shop/package.json': { dependencies: { client: '*' } },
      'store/client/package.json': { dependencies: { shop: '*' } },
    }),
  )
  mkdirSync(join(folder, 'links'))
  symlinkSync(join(folder, 'store/client'), join(folder, 'links/client'))
  symlinkSync('../links/client', join(folder, 'node_modules/client'))
  expect([...readableFolders(join(folder, 'node_modules/shop'))].toSorted()).toStrictEqual([
    join(folder, 'links/client'),
    join(folder, 'node_modules/client'),
    join(folder, 'node_modules/shop'),
    join(folder, 'store/client'),
  ])
})
