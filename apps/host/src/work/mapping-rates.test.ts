import type { Mapping } from '@cartograph/core'
import { expect, test } from 'vitest'
import { keepRates } from '../analytics/index.ts'
import { rowsAfter } from '../store/index.ts'
import { scriptedHooks, withHooks } from '../testing/scripted-hooks.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'
import { orderMapping, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

test('amounts in mappings are converted at the rate of their day that the store has', async () => {
  const mapping: Mapping = {
    ...orderMapping,
    fields: {
      ...orderMapping.fields,
      extra: {
        kronor: {
          $convert: { $money: '$.total', currency: 'EUR' },
          from: 'EUR',
          to: 'SEK',
          at: '2026-11-01',
        },
      },
    },
  }
  const shop = shopConnection(scriptedShop(0), { canGet: true })
  const host = await scriptedHost({
    connections: [withHooks({ ...shop, mappings: [mapping] }, scriptedHooks())],
  })
  const { store } = host.installation
  const day = Math.floor(Date.parse('2026-10-30T00:00:00Z') / 86_400_000)
  await store.write((dialect, org) =>
    keepRates(dialect, org, [{ day, currency: 'SEK', rate: '11.005', source: 'ECB' }], 'ECB'),
  )
  await host.begin()
  const row = { id: 7, total: '10.00' }
  await host.hook('shop', JSON.stringify({ entries: [{ op: 'upsert', stream: 'orders', row }] }))
  const kronor = async () => {
    const [first] = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 1))
    return first === undefined ? undefined : (JSON.parse(first.data) as { extra?: object }).extra
  }
  await until(async () => (await kronor()) !== undefined)
  expect(await kronor()).toStrictEqual({ kronor: 11_005 })
})
