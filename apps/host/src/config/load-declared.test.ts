import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import type { DeclaredEntry } from './declared-sections.ts'
import { loadConfiguration } from './load.ts'

const file = `version: 1
organisation: nordlys
connections:
  shop:
    connector: shop
    config: { url: https://shop.example, apiSecret: "\${env:SHOP_SECRET}" }
deliveries:
  rows:
    from: order
    to: { connection: shop, sink: rows }
`
const environment = { SHOP_SECRET: 'cs_abcdef', OTHER_SECRET: 'cs_zzz' }

async function load(
  declared: readonly DeclaredEntry[],
  { more = '', organisation }: { readonly more?: string; readonly organisation?: string } = {},
) {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.yaml': file + more,
  })
  const loaded = await loadConfiguration(join(folder, 'cartograph.yaml'), {
    environment,
    declared,
    ...(organisation !== undefined && { organisation }),
  })
  return { folder, ...loaded, faults: Object.fromEntries(loaded.faults ?? []) }
}

const butik: DeclaredEntry = {
  section: 'connections',
  id: 'butik',
  value: {
    connector: 'shop',
    config: { url: 'https://butik.example', apiSecret: '${env:OTHER_SECRET}' },
  },
}
const mayRead = '\nmodules: { environment: [OTHER_SECRET] }\n'

test('a connection of the store stands beside those of the file, and a delivery of the store may name either', async () => {
  const toButik: DeclaredEntry = {
    section: 'deliveries',
    id: 'butik-rows',
    value: { from: 'order', to: { connection: 'butik', sink: 'rows' } },
  }
  const { configuration, faults } = await load([butik, toButik], { more: mayRead })
  expect(faults).toStrictEqual({})
  expect([...(configuration?.connections.keys() ?? [])]).toStrictEqual(['shop', 'butik'])
  expect([...(configuration?.deliveries.keys() ?? [])]).toStrictEqual(['rows', 'butik-rows'])
  expect(configuration?.connections.get('butik')?.secrets).toStrictEqual(['cs_zzz'])
})

test('an entry with a mistake is left out with what needs it, each with its own fault, and the rest is used', async () => {
  const { configuration, faults } = await load([
    { section: 'connections', id: 'butik', value: { connector: 'shop', config: { url: 5 } } },
    {
      section: 'deliveries',
      id: 'butik-rows',
      value: { from: 'order', to: { connection: 'butik', sink: 'rows' } },
    },
    {
      section: 'deliveries',
      id: 'more-rows',
      value: { from: 'order', to: { connection: 'shop', sink: 'rows' } },
    },
  ])
  expect([...(configuration?.deliveries.keys() ?? [])]).toStrictEqual(['rows', 'more-rows'])
  expect(Object.keys(faults).toSorted()).toStrictEqual([
    'connections/butik',
    'deliveries/butik-rows',
  ])
  expect(faults['connections/butik']?.map(({ path }) => path)).toContainEqual(['config', 'url'])
  expect(faults['deliveries/butik-rows']).toMatchObject([
    {
      path: ['to', 'connection'],
      message: expect.stringContaining('there is no connection "butik"'),
    },
  ])
})

test('what the file has counts, and an entry of the same name says so', async () => {
  const { configuration, faults } = await load([{ ...butik, id: 'shop' }], { more: mayRead })
  expect(configuration?.connections.get('shop')?.secrets).toStrictEqual(['cs_abcdef'])
  expect(faults['connections/shop']).toMatchObject([
    { severity: 'error', message: 'connections.shop stands in the configuration file too' },
  ])
})

test('an entry names no variable that the operator has not opened to entries', async () => {
  const { configuration, faults } = await load([butik])
  expect(configuration?.connections.has('butik')).toBe(false)
  expect(faults['connections/butik']).toMatchObject([
    { path: ['config', 'apiSecret'], message: 'the environment variable OTHER_SECRET is not set' },
  ])
})

test('an entry uses only the connectors and sections that its organisation may', async () => {
  const segment: DeclaredEntry = { section: 'segments', id: 'new', value: 'predefined' }
  const { faults } = await load([butik, segment], {
    more: '\nmodules: { connectors: [file], sections: [connections] }\n',
  })
  expect(faults).toMatchObject({
    'connections/butik': [{ message: 'this organisation may not use the connector "shop"' }],
    'segments/new': [{ message: 'this organisation may have no entries of segments' }],
  })
})

test('an entry names no file of mappings, which might be code', async () => {
  const { faults } = await load([
    {
      section: 'deliveries',
      id: 'a',
      value: { from: 'order', to: { connection: 'shop', sink: 'rows' }, mapping: './evil.ts' },
    },
  ])
  expect(faults['deliveries/a']).toMatchObject([{ path: ['mapping'], severity: 'error' }])
})

test('a connection of the store reaches no file outside of the folder of its organisation', async () => {
  const value = {
    connector: 'shop',
    config: { url: 'https://b.example', apiSecret: '${env:OTHER_SECRET}', folder: '../../..' },
  }
  const inside = await load([butik], { more: mayRead })
  expect(inside.configuration?.connections.get('butik')?.paths).toStrictEqual([
    join(inside.folder, 'organisations/nordlys/files/standard'),
  ])
  const { faults } = await load([{ ...butik, value }], { more: mayRead })
  expect(faults['connections/butik']).toMatchObject([
    { message: 'names a file outside of organisations/nordlys/files' },
  ])
})

function mapping(id: string, named: unknown): DeclaredEntry {
  return {
    section: 'mappings',
    id,
    value: {
      connection: 'shop',
      mapping: {
        id,
        from: { connector: 'shop', stream: 'orders' },
        to: { entity: 'category' },
        fields: { id: { $string: '$.id' }, name: named },
      },
    },
  }
}

function node(id: string): DeclaredEntry {
  return {
    section: 'nodes',
    id,
    value: { connections: ['shop'] },
  }
}

test('a mapping with a name of its own is used by its connection, and its mistakes are shown where it is written', async () => {
  const { configuration, faults } = await load([
    mapping('own', 'Own'),
    mapping('bad', { $strng: '$.id' }),
  ])
  expect(configuration?.connections.get('shop')?.mappings.map(({ id }) => id)).toStrictEqual([
    'own',
  ])
  expect(Object.keys(faults)).toStrictEqual(['mappings/bad'])
  expect(faults['mappings/bad']?.[0]?.path).toStrictEqual(['mapping', 'fields', 'name', '$strng'])
})

test('of entries that are wrong only together, those that come first are used', async () => {
  const { configuration, faults } = await load([node('denmark'), node('sweden')])
  expect([...(configuration?.customers?.nodes.keys() ?? [])]).toStrictEqual(['denmark'])
  expect(Object.keys(faults)).toStrictEqual(['nodes/sweden'])
})

test('another organisation has nothing of the file but its store and its host', async () => {
  const { configuration } = await load([butik], {
    more: `${mayRead}currency: DKK\n`,
    organisation: 'solsikke',
  })
  expect(configuration?.organisation).toBe('solsikke')
  expect(configuration?.currency).toBeUndefined()
  expect([...(configuration?.connections.keys() ?? [])]).toStrictEqual(['butik'])
})
