import { checkShop } from './check.ts'
import { orders } from './orders.ts'
import { kit } from './settings.ts'
import { signRequest } from './sign.ts'

/** Reads a WooCommerce shop through its REST API, version 3. */
export const woocommerce = kit.connector({
  id: 'woocommerce',
  name: 'WooCommerce',
  hosts: ({ url }) => [new URL(url).host],
  limits: ({ concurrentRequests, requestsPerMinute }) => ({
    shop: {
      concurrent: concurrentRequests ?? 2,
      requests: requestsPerMinute ?? 240,
      windowMs: 60_000,
    },
  }),
  sign: signRequest,
  check: checkShop,
  parts: () => ({ streams: { orders } }),
})
