import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compileMapping, type Json, type Mapping } from '@cartograph/core'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './load.ts'

async function blocks(): Promise<readonly string[]> {
  const guide = await readFile(
    new URL('../../../../docs/marketing/raptor.md', import.meta.url),
    'utf8',
  )
  return [...guide.matchAll(/```yaml\n(.*?)```/gs)].flatMap(([, text = '']) => text)
}

/** The configuration that the guide shows. */
async function guided(more: (yaml: string) => string = (yaml) => yaml) {
  const [yaml = ''] = await blocks()
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

test('the mail with recommendations that the guide shows asks them of Raptor', async () => {
  const yaml = (await blocks()).find((text) => text.includes('id: thank-you')) ?? ''
  const asked: Json[] = []
  const mapping = await compileMapping(parse(yaml) as Mapping, {
    lookups: {
      'raptor.recommendations': (input) => {
        asked.push(input)
        return [{ id: 'k200', ProductName: 'Socks' }, { id: 'k300' }]
      },
    },
  })
  const order = { id: 'shop:1', email: 'anna@example.dk', lines: [{ productId: 'shop:k100' }] }
  const { items } = mapping.map([order])
  expect(asked).toStrictEqual([{ product: 'k100', count: 3 }])
  expect(items).toMatchObject([{ text: 'Others also looked at:\nSocks\nk300' }])
})
