import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './load.ts'

/** The configuration that the guide shows, with its second block in its place. */
async function guided(more: (yaml: string) => string = (yaml) => yaml) {
  const guide = await readFile(
    new URL('../../../../docs/marketing/raptor.md', import.meta.url),
    'utf8',
  )
  const [yaml = ''] = [...guide.matchAll(/```yaml\n(.*?)```/gs)].flatMap(([, text = '']) => text)
  const folder = folderWith({ 'cartograph.yaml': more(yaml) })
  const { configuration, problems } = await loadConfiguration(join(folder, 'cartograph.yaml'), {
    environment: {
      WOOCOMMERCE_URL: 'https://shop.example',
      WOOCOMMERCE_KEY: 'ck_0123456789',
      WOOCOMMERCE_SECRET: 'cs_0123456789',
      RAPTOR_API_KEY: 'recommend-0123456789',
      RAPTOR_ERASURE_KEY: 'forget-0123456789',
      RAPTOR_TRIGGER_KEY: 'trigger-0123456789',
    },
  })
  return {
    configuration,
    said: problems.map(({ path, message }) => `${path.join('.')}: ${message}`),
  }
}

test('what the guide to Raptor shows is a configuration without problems', async () => {
  const { configuration, said } = await guided()
  expect(said).toStrictEqual([])
  expect(
    [...(configuration?.deliveries.values() ?? [])].map(({ mapping }) => mapping?.id),
  ).toStrictEqual(['raptor-product', 'raptor-purchase', 'raptor-offline-purchase'])
})

test.each([
  ["customerId: '12345'", 'customerId: shop', 'expected four or five digits'],
  ['shop: shop', 'positions: { quantity: 12 }', 'stands at p12'],
  ['sink: catalogue', 'sink: catalog', 'catalogue'],
])('%s written as %s is named where it stands', async (right, wrong, message) => {
  const { said } = await guided((yaml) => yaml.replace(right, wrong))
  expect(said).toStrictEqual([expect.stringContaining(message)])
})
