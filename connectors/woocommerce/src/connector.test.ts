import { expect, test } from 'vitest'
import { woocommerce } from './index.ts'
import { testContext, testSettings } from './testing/context.ts'

const secure = { url: 'https://shop.example:8443/butik' }

test('requests reach the shop’s own host, and no other', () => {
  expect(woocommerce.hosts({ ...testSettings, ...secure })).toStrictEqual(['shop.example:8443'])
})

test('the budget is modest, and the merchant’s to change', () => {
  expect(woocommerce.limits?.(testSettings)).toStrictEqual({
    shop: {
      match: '* http://127.0.0.1:8099/*wc/v3/*',
      concurrent: 2,
      requests: 240,
      windowMs: 60_000,
    },
  })
  const more = { ...testSettings, concurrentRequests: 5, requestsPerMinute: 1000 }
  expect(woocommerce.limits?.(more)['shop']).toMatchObject({ concurrent: 5, requests: 1000 })
})

test('what a shop lacks is discovered, and parts follow from it alone', async () => {
  const context = testContext(secure, {
    answer: ({ url }) => {
      if (url.includes('system_status')) return Response.json({ environment: { version: '9.1.0' } })
      if (url.includes('statuses')) return Response.json([{ slug: 'completed', name: 'Afsluttet' }])
      return /\/(brands|variations)\?/.test(url)
        ? Response.json({ code: 'rest_no_route', message: '' }, { status: 404 })
        : Response.json([])
    },
  })
  const found = await woocommerce.discover?.(context)
  expect(found).toStrictEqual({
    version: '9.1.0',
    missing: ['variations', 'brands'],
    statuses: [
      { slug: 'completed', name: 'Afsluttet' },
      { slug: 'trash', name: 'Trash' },
    ],
  })
  expect(woocommerce.choices?.({ config: {}, found: found ?? null })).toStrictEqual({
    statuses: [
      { value: 'completed', label: 'Afsluttet' },
      { value: 'trash', label: 'Trash' },
    ],
  })
  const { streams } = woocommerce.parts({ config: context.config, found: found ?? null })
  expect(Object.keys(streams ?? {})).not.toContain('brands')
})

test('every default mapping reads a stream that is there', () => {
  const { streams, mappings } = woocommerce.parts({ config: testSettings, found: null })
  const read = mappings?.map(({ from }) => ('stream' in from ? from.stream : '')) ?? []
  expect(read.filter((stream) => !Object.keys(streams ?? {}).includes(stream))).toStrictEqual([])
})
