import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce, type AdminKind } from '@cartograph/simulators/woocommerce'
import { conformance } from '@cartograph/testkit'
import { woocommerce } from './index.ts'

const smallPages = 10

function buyer(name: string, email: string, phone: string) {
  return { first_name: name, email, phone, address_1: 'Kanarievej 7', country: 'DK' }
}

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
      const canary = buyer('Ida Canary', 'ida.canary@example.com', '+4520304050')
      const other = buyer('Per Berg', 'per@example.com', '+4520304051')
      const [account, others] = [canary, other].map(({ email, ...billing }) =>
        admin.create('customers', { email, billing }),
      )
      const bought = [canary, other].map((billing, index) =>
        admin.createOrder({
          customer_id: [account, others][index] ?? 0,
          billing,
          status: 'completed',
        }),
      )
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
        settings: {
          url,
          consumerKey,
          consumerSecret,
          pageSize: smallPages,
          erase: 'accountsAndOrders',
        },
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
        erasure: {
          person: { customerId: String(account), email: canary.email },
          keys: { customers: [[account ?? 0]], orders: [[bought[0] ?? 0]] },
          traces: [canary.first_name, canary.email, canary.phone],
          others: [other.first_name, other.email],
          stored: () => [...store.truth('customers'), ...store.truth('orders')],
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
