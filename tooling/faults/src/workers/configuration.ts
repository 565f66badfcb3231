import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'
import { leaseMs } from './schedule.ts'

/** Every wait of the protocol, scaled down together; a slower pace makes all of them longer. */
export function waitsAt(pace: number): string {
  const host = {
    tickMs: 300,
    wakeMs: 10,
    replaceMs: 200,
    retryMs: 100,
    answerMs: 300,
    leaseMs,
    lookMs: 3000,
    busyMs: 100,
    pollMs: 1000,
  }
  const engine = {
    retryMs: 30,
    longestRetryMs: 1000,
    pauseMs: 60_000,
    scale: 1 / 20,
    leaseMs,
    watchMs: 50,
  }
  const slower = (waits: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(waits).map(([name, each]) => [name, each * pace]))
  return JSON.stringify({
    host: slower(host),
    engine: { ...slower(engine), pauseMs: engine.pauseMs },
  })
}

/** What is read of the shop, and compared. */
export const streams = ['orders', 'refunds', 'customers', 'coupons'] as const

/** One installation as one of its processes sees it: over its own way to the database. */
export function configurationText(
  shop: Pick<SimulatedWooCommerce, 'url' | 'consumerKey' | 'consumerSecret'>,
  {
    store,
    sink,
    port,
  }: {
    readonly store: string
    readonly sink: string
    /** Where a host takes webhooks; undefined: nobody does. */
    readonly port: number | undefined
  },
): string {
  return `
version: 1
organisation: nordlys
store: ${store}
${port === undefined ? '' : `host: { url: 'http://127.0.0.1:${port}', port: ${port} }`}
connections:
  shop:
    connector: woocommerce
    schedule: '* * * * * *'
    budgets: off
    streams: [${streams.join(', ')}]
    config:
      url: ${shop.url}
      consumerKey: ${shop.consumerKey}
      consumerSecret: ${shop.consumerSecret}
      pageSize: 5
      concurrentRequests: 10
      requestsPerMinute: 6000
  receiver:
    connector: webhook
    config: { url: ${sink}, body: envelope, deletes: field, timeoutMs: 1000 }
deliveries:
  orders:
    from: order
    to: { connection: receiver, sink: items }
    mapping:
      id: orders
      from: { entity: order }
      to: { connector: webhook, sink: items }
      fields: { key: $.id, body: { id: $.id, status: $.status, total: $.total, currency: $.currency } }
  refunds:
    from: refund
    to: { connection: receiver, sink: events }
    mapping:
      id: refunds
      from: { entity: refund }
      to: { connector: webhook, sink: events }
      fields: { key: $.id, body: { id: $.id, order: $.orderId } }
`
}
