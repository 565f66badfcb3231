import { simulatedShop } from '@cartograph/simulators'
import { startStripe } from '@cartograph/simulators/stripe'
import { conformance } from '@cartograph/testkit'
import { stripe } from './index.ts'

/** More than four pages of a hundred. */
const customers = 430

conformance(stripe, {
  package: new URL('../', import.meta.url),
  streams: [
    'customers',
    'products',
    'prices',
    'subscriptions',
    'subscriptionItems',
    'invoices',
    'charges',
    'refunds',
    'checkoutSessions',
  ],
  simulator: {
    start: async () => {
      const shop = simulatedShop({ orders: 40, products: 10 })
      let now = shop.now()
      const account = await startStripe({ shop, now: () => now })
      const { admin } = account
      const [price = ''] = account.truth('prices').map(({ id }) => id)
      for (let made = 0; made < customers; made += 1)
        admin.create('customers', { name: `C ${made}` })
      const ids = (kind: Parameters<typeof account.truth>[0]) =>
        account.truth(kind).map(({ id }) => id)
      let changes = 0
      const rename = (id: string) => {
        changes += 1
        admin.update('customers', id, { name: `Renamed ${changes}` })
        return id
      }
      const [customer = ''] = ids('customers')
      const { charge } = admin.pay({ amount: 1_200, currency: 'eur', customer })
      admin.refund(charge.id, 200)
      admin.subscribe({ customer, prices: [price] })
      const ida = { name: 'Ida Canary', email: 'ida.canary@example.com' }
      const { id: canary } = admin.create('customers', ida)
      admin.create('customers', { email: 'per@example.com' })
      return {
        settings: { secretKey: account.keys.secret, apiBase: account.url },
        now: () => now,
        pass: (ms) => {
          now += ms
        },
        streams: {
          customers: {
            // Those of test clocks are read only where the settings name their clock.
            keys: () =>
              account
                .truth('customers')
                .filter((row) => row['test_clock'] == null)
                .map(({ id }) => id),
            create: () => admin.create('customers', { name: 'Anna Berg' }).id,
            update: () => rename(ids('customers')[changes] ?? ''),
            remove: () => {
              const last = ids('customers').at(-1) ?? ''
              admin.remove('customers', last)
              return last
            },
            tie: (count) => ids('customers').slice(-count).map(rename),
          },
          charges: {
            create: () => admin.pay({ amount: 900, currency: 'eur', customer }).charge.id,
            update: () => {
              changes += 1
              admin.update('charges', charge.id, { description: `Changed ${changes}` })
              return charge.id
            },
          },
          products: {
            update: () => {
              changes += 1
              const [product = ''] = ids('products')
              admin.update('products', product, { name: `Mug ${changes}` })
              return product
            },
          },
        },
        erasure: {
          person: { customerId: canary, email: ida.email },
          keys: { customers: [[canary]] },
          traces: Object.values(ida),
          others: ['per@example.com'],
          stored: () => account.truth('customers'),
        },
        webhook: {
          deliver: async () => {
            rename(ids('customers')[changes] ?? '')
            await account.deliverWebhooks()
          },
        },
        stop: () => account.close(),
      }
    },
  },
})
