import { draws } from '../shop/random.ts'
import { adminOf } from './admin.ts'
import { documentChanges } from './documents/document-changes.ts'
import { feedSeeds } from './feed/seed-feed.ts'
import { feedShop } from './feed/shop-feed.ts'
import type { WooCommerceOptions } from './options.ts'
import { orderChanges } from './orders/order-changes.ts'
import { refundChanges } from './orders/refund-changes.ts'
import { secondOf } from './orders/shop-order.ts'
import { apiKeys } from './rest/api-keys.ts'
import { application } from './rest/application.ts'
import { parseQuery } from './rest/query-string.ts'
import { respond } from './rest/responding.ts'
import { routesOf } from './rest/routes.ts'
import { listen } from './rest/server.ts'
import type { SimulatedWooCommerce } from './simulated.ts'
import { putFixedDocuments } from './store/fixed-documents.ts'
import { openStore } from './store/open-store.ts'
import { truthOf } from './truth.ts'
import { weatherOf, type AnsweredRequest } from './weather.ts'
import { webhookBody } from './webhooks/webhook-body.ts'
import { webhooksOf } from './webhooks/webhooks.ts'

/**
 * Starts a WooCommerce store: its REST API and its webhooks, over real HTTP on 127.0.0.1.
 *
 * It behaves as a store of WooCommerce 11.0.1 was measured to in November 2026, its mistakes included.
 */
export async function startWooCommerce(
  options: WooCommerceOptions = {},
): Promise<SimulatedWooCommerce> {
  const seed = options.seed ?? 1
  const weather = weatherOf(draws(seed, 9_101))
  const keys = apiKeys(seed)
  const ownKey = keys.create()
  const log: AnsweredRequest[] = []
  let address = ''
  const store = openStore(options, () => address)
  const changes = {
    orders: orderChanges(store),
    refunds: refundChanges(store),
    documents: documentChanges(store),
  }
  putFixedDocuments(store, secondOf(options.shop?.now() ?? store.now()))
  const feed = options.shop === undefined ? undefined : feedShop(store, options.shop, seed)
  if (options.orders !== undefined) feedSeeds(store, options.orders)
  const webhooks = webhooksOf(store, {
    body: webhookBody(store),
    weather: () => weather.climate().webhooks,
    chance: draws(seed, 9_102),
  })
  const answer = application(store, keys, {
    routes: routesOf(store, changes, {
      webhooks,
      analyticsLagMs: () => weather.climate().analyticsLagMs,
    }),
    signatureClock: options.now ?? Date.now,
    plainPermalinks: () => weather.climate().plainPermalinks,
  })
  const certificate =
    options.tls === true ? (await import('./rest/certificate.ts')).certificate : undefined

  // What is done between two requests is done before the second is looked at.
  let between: Promise<void> = Promise.resolve()
  const server = await listen(async (incoming, response) => {
    await between
    feed?.catchUp()
    const status = await respond(incoming, response, { weather, answer })
    const [path = '', search = ''] = incoming.target.split('?', 2)
    const request: AnsweredRequest = {
      method: incoming.method,
      path,
      query: new Map(parseQuery(search).pairs),
      status,
      at: store.now(),
    }
    log.push(request)
    between = weather.passed(request)
    await between
  }, certificate)
  address = `${server.address}${basePath(options.homeUrl)}`

  return {
    url: address,
    consumerKey: ownKey.consumerKey,
    consumerSecret: ownKey.consumerSecret,
    ...(certificate !== undefined && { certificate: certificate.cert }),
    admin: adminOf(store, { ...changes, keys, catchUp: () => feed?.catchUp() }),
    weather,
    log,
    deliveries: webhooks.deliveries,
    truth(stream) {
      feed?.catchUp()
      return truthOf(store, stream)
    },
    async deliverWebhooks() {
      feed?.catchUp()
      await webhooks.deliver()
    },
    close: () => server.close(),
  }
}

/** A home may lie below its host's root, as `https://shop.example/shop` does. */
function basePath(homeUrl: string | undefined): string {
  return homeUrl === undefined ? '' : new URL(homeUrl).pathname.replace(/\/$/u, '')
}
