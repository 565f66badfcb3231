import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'
import { loadConfiguration } from './index.ts'
import type { DeclaredEntry } from './declared-sections.ts'

const shop =
  'connections: { shop: { connector: shop, config: { url: "https://a.example", apiSecret: cs_1 } } }'

function load(yaml: string, declared: readonly DeclaredEntry[] = []) {
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', shopCode),
    'cartograph.yaml': `version: 1\norganisation: nordlys\n${yaml}\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {}, declared })
}

test('ranges that the file opens are open to the host and to each of its connections', async () => {
  const { configuration } = await load(
    `host: { egress: { private: ["10.20.0.0/16", "::1/128"] } }\n${shop}`,
  )
  const opened = ['10.20.0.0/16', '::1/128']
  expect(configuration?.host?.openAddresses).toStrictEqual(opened)
  expect(configuration?.connections.get('shop')?.openAddresses).toStrictEqual(opened)
})

test('without them nothing is open', async () => {
  const { configuration } = await load(shop)
  expect(configuration?.connections.get('shop')).not.toHaveProperty('openAddresses')
})

test.each(['everything', '10.0.0.0/40', '010.0.0.0/8', '127.1'])(
  '"%s" is no range, and the mistake says what one looks like',
  async (range) => {
    const { problems } = await load(`host: { egress: { private: ["${range}"] } }`)
    expect(problems).toMatchObject([
      {
        path: ['host', 'egress', 'private', 0],
        message: expect.stringContaining('expected a range of addresses') as string,
      },
    ])
  },
)

test('an entry of the store opens nothing', async () => {
  const value = { connector: 'shop', openAddresses: ['10.0.0.0/8'], config: {} }
  const { faults } = await load('connections: {}', [{ section: 'connections', id: 'butik', value }])
  expect(JSON.stringify([...(faults ?? [])])).toContain('openAddresses')
})
