import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfiguration } from '../config/index.ts'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { scriptedHost } from '../testing/scripted-host.ts'

test('a webhook for a package that cannot be used is to be delivered again', async () => {
  const folder = folderWith({
    ...connectorPackage('@acme/shop', 'export {}'),
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: { shop: { connector: '@acme/shop' } },
    },
  })
  const { configuration } = await loadConfiguration(join(folder, 'cartograph.json'))
  const host = await scriptedHost({ connections: [...(configuration?.connections.values() ?? [])] })
  const { status } = await host.hook('shop', '{}')
  expect(status).toBe(503)
})
