import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFault, type Connector, type Json } from '@cartograph/core'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { connectorLoader } from './connector.ts'
import { contracts, type Contracts } from './contracts.ts'
import { loadConfiguration } from './load.ts'
import { hostVersion } from '../host-version/index.ts'

/** A second version of the contract that names streams `tables`; the host gives it the first one's form. */
const both: Contracts = {
  ...contracts,
  v2: (definition) => {
    const { tables, ...rest } = definition as Connector<unknown, Json> & {
      readonly tables: object
    }
    return {
      connector: { ...rest, specificationVersion: 'v1', parts: () => ({ streams: { ...tables } }) },
    }
  },
}
const secondCode = shopCode.replace("'v1'", "'v2'").replace('parts:', 'tables: { later: {} }, was:')
const speaks = (contract: string) => ({ cartograph: { contract } })

test('a second version of the contract lives beside the first: the package says which of them it speaks', async () => {
  const folder = folderWith({
    ...connectorPackage('@acme/first', shopCode),
    ...connectorPackage('@acme/second', secondCode, speaks('v2')),
  })
  const load = connectorLoader(folder, { contracts: both })
  const names = await Promise.all(
    ['@acme/first', '@acme/second'].map(async (name) => {
      const loaded = await load(name)
      if (!('connector' in loaded)) throw new Error(loaded.message)
      const { streams = {} } = loaded.connector.parts({ config: {}, found: null })
      return Object.keys(streams)
    }),
  )
  expect(names).toStrictEqual([['orders', 'customers'], ['later']])
})

test('a package may carry both versions; the host takes the one that it declares', async () => {
  const code = `${shopCode}\nexport const second = { ...shop, specificationVersion: 'v2', tables: {} }`
  const folder = folderWith({
    ...connectorPackage('@acme/old', code),
    ...connectorPackage('@acme/new', code, speaks('v2')),
  })
  const load = connectorLoader(folder, { contracts: both })
  expect(await load('@acme/old')).toMatchObject({ contract: 'v1', connector: { id: 'shop' } })
  expect(await load('@acme/new')).toMatchObject({ contract: 'v2', connector: { id: 'shop' } })
})

test('a version that no host knows is refused with all that this one speaks', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', shopCode, speaks('v10')))
  expect(await connectorLoader(folder, { contracts: both })('@acme/shop')).toStrictEqual({
    isUnusable: true,
    message: `@acme/shop 2.1.0 speaks contract v10, but ${hostVersion()} speaks v1 and v2`,
    hint: 'Run npm install @cartograph/host@latest',
  })
})

test('code of another version than its package declares is refused', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', secondCode))
  expect(await connectorLoader(folder)('@acme/shop')).toMatchObject({
    message:
      '@acme/shop 2.1.0 declares contract v1 in its package.json, but its connector "shop" is of contract v2',
  })
})

test('a package that never gets done with loading is named', async () => {
  const folder = folderWith(connectorPackage('@acme/shop', 'await new Promise(() => {})'))
  expect(await connectorLoader(folder, { importMs: 20 })('@acme/shop')).toMatchObject({
    message: '@acme/shop 2.1.0 fails while it is loaded: it is not done after 0.02 seconds',
  })
})

test('a connector with a copy of the core of its own works, and its faults are understood', async () => {
  const folder = folderWith({
    ...connectorPackage(
      '@acme/shop',
      `import { author, fault, secret, upserts } from '@cartograph/core'
import * as z from 'zod'
const kit = author(z.object({ key: secret(z.string()) }))
const orders = kit.stream({ schema: z.object({ id: z.number() }), key: (row) => row.id, deletes: 'never' })
export const shop = kit.connector({
  id: 'shop', name: 'Shop', hosts: () => [],
  check: async () => { throw fault({ kind: 'auth', message: 'The key was revoked.' }) },
  parts: () => ({ streams: { orders } }),
})`,
    ),
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: { shop: { connector: '@acme/shop', config: { key: 'k' } } },
    },
  })
  copyOfCore(folder)
  const { configuration, problems } = await loadConfiguration(join(folder, 'cartograph.json'))
  expect(problems).toStrictEqual([])
  const connection = configuration?.connections.get('shop')
  expect(connection?.secrets).toStrictEqual(['k'])
  const thrown: unknown = await connection?.connector
    .check({} as never)
    .catch((error: unknown) => error)
  expect(isFault(thrown) && thrown.kind).toBe('auth')
})

/** The core once more, as npm installs it where versions differ; Node runs sources outside node_modules only. */
function copyOfCore(folder: string): void {
  const core = dirname(fileURLToPath(import.meta.resolve('@cartograph/core/package.json')))
  const copy = join(folder, 'core')
  cpSync(join(core, 'src'), join(copy, 'src'), {
    recursive: true,
    filter: (file) => !file.endsWith('.test.ts'),
  })
  cpSync(join(core, 'package.json'), join(copy, 'package.json'))
  symlinkSync(join(core, 'node_modules'), join(copy, 'node_modules'))
  mkdirSync(join(folder, 'node_modules', '@cartograph'))
  symlinkSync(copy, join(folder, 'node_modules', '@cartograph', 'core'))
}
