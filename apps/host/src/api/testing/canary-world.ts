import { createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startStripe } from '@cartograph/simulators/stripe'
import { startReceiver } from '@cartograph/simulators/webhook-receiver'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { onTestFinished } from 'vitest'
import { connectorPackage, folderWith } from '../../testing/folder.ts'
import { freePort } from './free-port.ts'

/** Somebody who is in a shop, at its payment provider and in a till's file. */
export const canary = {
  first_name: 'Idunn',
  last_name: 'Canaryson',
  address_1: 'Kanarievej 77',
  city: 'Odense',
  postcode: '5000',
  country: 'DK',
  phone: '+4520304050',
  email: 'idunn.canary@example.com',
}

/** Whatever tells of them. */
export const traces = [
  canary.first_name,
  canary.last_name,
  canary.address_1,
  canary.phone,
  canary.email,
]

const other = { ...canary, first_name: 'Per', last_name: 'Berg', address_1: 'Bjergvej 1' }
export const stays = { ...other, phone: '+4520304051', email: 'per@example.com' }

export const webhookSecret = 'a secret of webhooks made by hand'

/** A document that a vendor fetches, a line a person. */
const feedCode = `
import * as z from 'zod'
const item = z.object({ id: z.string(), email: z.string(), name: z.string() })
export const feed = {
  specificationVersion: 'v1', id: 'feed', name: 'Feed', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({ sinks: { list: {
    schema: item, key: (row) => row.id,
    serve: { contentType: 'text/plain', async *encode(context, pages) {
      for await (const page of pages) for (const row of page) yield row.id + ' ' + row.email + ' ' + row.name + '\\n'
    } },
  } } }),
}
`

const tillMapping = {
  id: 'till-customer',
  from: { connector: 'file', stream: 'till' },
  to: { entity: 'customer' },
  fields: {
    id: '$.card',
    email: { $email: '$.email' },
    firstName: '$.name',
    phone: '$.phone',
    createdAt: { $instant: '$.since' },
  },
}

const delivery = (connection: string, connector: string, sink: string, fields: object) => ({
  from: 'customer',
  to: { connection, sink },
  mapping: {
    id: `customer-${connection}-${sink}`,
    from: { entity: 'customer' },
    to: { connector, sink },
    fields,
  },
})

const row = { id: '$.id', email: '$.email', name: '$.firstName', phone: '$.phone' }

/** The vendors that know the canary, a receiver, and a folder whose configuration connects them. */
export async function canaryWorld(storeAddress: string) {
  const shop = await startWooCommerce()
  const account = await startStripe()
  const receiver = await startReceiver()
  onTestFinished(async () => {
    await Promise.all([shop.close(), account.close(), receiver.close()])
  })
  const { email, ...billing } = canary
  const id = shop.admin.create('customers', { email, billing })
  const order = shop.admin.createOrder({
    customer_id: id,
    billing: canary,
    shipping: billing,
    status: 'completed',
    customer_note: `Ask for ${canary.first_name}.`,
    line_items: [{ name: 'Mug', quantity: 2, total: '25.00' }],
  })
  shop.admin.createOrder({ billing: stays, status: 'completed' })
  const name = `${canary.first_name} ${canary.last_name}`
  const { id: customer } = account.admin.create('customers', { name, email, phone: canary.phone })
  account.admin.pay({ amount: 2500, currency: 'dkk', customer })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const people = [
    'card,name,email,phone,since',
    `K1,${name},${email},${canary.phone},2026-01-02T00:00:00Z`,
    `K2,Per Berg,${stays.email},${stays.phone},2026-01-03T00:00:00Z`,
    // It cannot be read, and becomes a dead letter.
    `K3,${name},${email},${canary.phone},soon`,
  ]
  const folder = folderWith({
    ...connectorPackage('feed', feedCode),
    'till.csv': `${people.join('\n')}\n`,
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      store: storeAddress,
      host: { url },
      connections: {
        shop: {
          connector: 'woocommerce',
          config: {
            url: shop.url,
            consumerKey: shop.consumerKey,
            consumerSecret: shop.consumerSecret,
            webhookSecret,
            erase: 'accountsAndOrders',
          },
          streams: ['orders', 'customers'],
        },
        pay: {
          connector: 'stripe',
          config: { secretKey: account.keys.secret, apiBase: account.url, orders: 'none' },
          streams: ['customers', 'charges'],
        },
        till: {
          connector: 'file',
          config: { sources: { till: { path: './till.csv', key: ['card'] } } },
          mappings: [tillMapping],
        },
        out: { connector: 'file', config: { directory: './out' } },
        hook: {
          connector: 'webhook',
          config: {
            url: `${receiver.url}/hook`,
            body: 'envelope',
            deletes: 'field',
            erasures: 'message',
          },
        },
        feed: { connector: 'feed' },
      },
      deliveries: {
        kept: delivery('out', 'file', 'csv', { file: 'people', key: '$.id', columns: row }),
        added: delivery('out', 'file', 'csv-append', { file: 'added', key: '$.id', columns: row }),
        told: delivery('hook', 'webhook', 'items', { key: '$.id', body: row }),
        // An item without a name is refused, and becomes a dead letter.
        fetched: delivery('feed', 'feed', 'list', {
          id: '$.id',
          email: '$.email',
          name: '$.firstName',
        }),
      },
    },
  })
  return {
    shop,
    account,
    receiver,
    folder,
    url,
    port,
    order,
    /** What the till's own people do when the report says so. */
    takeOutOfTill: () => {
      const file = join(folder, 'till.csv')
      const lines = readFileSync(file, 'utf8').split('\n')
      writeFileSync(file, lines.filter((line) => !line.includes(canary.email)).join('\n'))
    },
  }
}

/** A webhook of the shop as it was sent before the erasure, signed. */
export function lateWebhook(body: string): RequestInit {
  const signature = createHmac('sha256', webhookSecret).update(body).digest('base64')
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-signature': signature,
    },
  }
}
