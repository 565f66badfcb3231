import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce, type AdminKind } from '@cartograph/simulators/woocommerce'
import { conformance } from '@cartograph/testkit'
import { woocommerce } from './index.ts'

const smallPages = 10

conformance(woocommerce, {
  package: new URL('../', import.meta.url),
  simulator: {
    start: async () => {
      const shop = simulatedShop({ orders: 45, products: 25 })
      let now = shop.now()
      const store = await startWooCommerce({ shop, now: () => now })
      const { url, consumerKey, consumerSecret, admin } = store
      const idsOf = (stream: Parameters<typeof store.truth>[0]) =>
        store.truth(stream).map(({ id }) => Number(id))
      admin.create('tags', { name: 'Blue' })
      admin.create('brands', { name: 'Fjell' })
      admin.create('terms', { name: 'Red' }, admin.create('attributes', { name: 'Colour' }))
      admin.create('taxes', { country: 'DK', rate: '25.0000', name: 'Moms' })
      const [product = 0] = idsOf('products')
      admin.create('reviews', { product_id: product, review: 'Good', reviewer: 'Ida', rating: 5 })
      let touched = 0
      const nextOrder = () => {
        touched += 1
        return idsOf('orders')[touched] ?? 0
      }
      const documents = (kind: AdminKind, input: Parameters<typeof admin.create>[1]) => ({
        create: () => admin.create(kind, input),
        update: () => {
          touched += 1
          return admin.touch(kind, idsOf(kind)[touched] ?? 0)
        },
        remove: () => admin.delete(kind, idsOf(kind)[0] ?? 0),
      })
      return {
        settings: { url, consumerKey, consumerSecret, pageSize: smallPages },
        now: () => now,
        pass: (ms) => {
          now += ms
        },
        streams: {
          orders: {
            keys: () => idsOf('orders'),
            create: () => admin.createOrder({ status: 'processing' }),
            update: () => admin.touchOrder(nextOrder()),
            remove: () => admin.deleteOrder(idsOf('orders')[0] ?? 0),
            tie: (count) => {
              const ids = idsOf('orders').slice(0, count)
              admin.bulkTouch(ids)
              return ids
            },
          },
          products: documents('products', { name: 'A new mug' }),
          coupons: {
            create: () => admin.create('coupons', { code: 'newcomer', amount: '10' }),
            remove: () => admin.delete('coupons', idsOf('coupons')[0] ?? 0),
          },
        },
        webhook: {
          isTrial: (headers) => headers.get('x-wc-webhook-topic') === null,
          deliver: async () => {
            admin.touchOrder(nextOrder())
            await store.deliverWebhooks()
          },
        },
        stop: () => store.close(),
      }
    },
  },
})
