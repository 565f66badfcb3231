import { simulatedShop } from '@cartograph/simulators'
import { startSitoo, type ResourceName } from '@cartograph/simulators/sitoo'
import { conformance } from '@cartograph/testkit'
import { sitoo } from './index.ts'
import { mug } from './testing/simulated-account.ts'

const events = { username: 'cartograph', password: 'a-password-of-events' }

conformance(sitoo, {
  package: new URL('../', import.meta.url),
  except: {
    'webhook.altered': 'Sitoo signs nothing: a name and a password are all that events carry',
    'webhook.rewritten': 'Sitoo signs nothing: a name and a password are all that events carry',
  },
  simulator: {
    start: async () => {
      const shop = simulatedShop({ orders: 60, products: 12 })
      let now = shop.now()
      const account = await startSitoo({ shop, now: () => now })
      const { baseUrl, accountId, apiId, password, admin } = account
      const idsOf = (name: ResourceName, key: string, parent?: string) =>
        admin.rows(name, parent).map((row) => row[key] as string | number)
      let open = 0
      const touched = new Map<ResourceName, number>()
      const listed = (
        name: ResourceName,
        [key, field]: readonly [string, string],
        row: Parameters<typeof admin.put>[1],
      ) => ({
        keys: () => idsOf(name, key),
        create: () => admin.put(name, row),
        update: () => {
          const at = touched.get(name) ?? 0
          touched.set(name, at + 1)
          const ids = idsOf(name, key)
          return admin.change(name, ids[at % ids.length] ?? 0, { [field]: `${at} ${now}` })
        },
        remove: () => admin.remove(name, idsOf(name, key)[0] ?? 0),
        tie: (count: number) => {
          const ids = idsOf(name, key).slice(0, count)
          for (const id of ids) admin.change(name, id, { [field]: `tied ${now}` })
          return ids
        },
      })
      for (let count = 0; count < 12; count += 1)
        admin.sell({ lines: [mug], orderstateid: 0, paymentstateid: 10 })
      const maja = admin.put('users', { email: 'maja@conformance.example', role: null })
      admin.put('users', { email: 'ove@conformance.example', role: null })
      return {
        settings: {
          baseUrl,
          accountId,
          apiId,
          password,
          pageSize: 10,
          events,
          till: { country: 'DK' },
        },
        now: () => now,
        pass: (ms) => {
          now += ms
        },
        streams: {
          orders: {
            keys: () => idsOf('orders', 'orderid'),
            create: () => admin.sell({ lines: [mug] }),
            // Only what was open changes without an event.
            update: () => {
              const waiting = admin.rows('orders').filter((row) => row['orderstateid'] === 0)
              open += 1
              return admin.setState(Number(waiting[open % 2]?.['orderid']), 'closed')
            },
          },
          products: listed('products', ['productid', 'custom1'], {
            sku: 'NEW',
            title: 'New',
            activepos: true,
          }),
          users: listed('users', ['userid', 'company'], { email: 'new@example.com', role: null }),
          stores: listed('stores', ['storeid', 'name'], { name: 'New store' }),
        },
        sinks: {
          users: {
            items: (count) =>
              Array.from({ length: count }, (_one, index) => ({
                email: `buyer${index}@example.com`,
                namefirst: 'Buyer',
              })),
            bad: { email: ' ' },
            stored: () => admin.rows('users'),
          },
          vouchers: {
            items: (count) =>
              Array.from({ length: count }, (_one, index) => ({
                vouchercode: `CODE${index}`,
                vouchername: 'Spring',
              })),
            stored: () => admin.rows('vouchers'),
          },
        },
        erasure: {
          person: { email: 'maja@conformance.example' },
          keys: { users: [[maja]] },
          traces: ['maja@conformance.example'],
          others: ['ove@conformance.example'],
          stored: () => admin.rows('users'),
        },
        webhook: {
          deliver: async ({ url }) => {
            account.events.subscribe({ baseUrl: url, ...events })
            admin.sell({ lines: [mug] })
            await account.events.deliver()
          },
        },
        stop: () => account.close(),
      }
    },
  },
})
