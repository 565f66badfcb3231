import { checkShop } from './check.ts'
import { discoverShop, type Found } from './discover.ts'
import { eraseInShop } from './erase.ts'
import { shopMappings } from './mappings/index.ts'
import { kit } from './settings.ts'
import { signRequest } from './sign.ts'
import { shopStreams } from './streams.ts'
import { webhook } from './webhook.ts'

/** Reads a WooCommerce shop through its REST API, version 3, and erases persons there where the settings say so. */
export const woocommerce = kit.connector<Found>({
  id: 'woocommerce',
  name: 'WooCommerce',
  hosts: ({ url }) => [new URL(url).host],
  limits: ({ url, concurrentRequests, requestsPerMinute }) => ({
    shop: {
      // Not of the index: it is asked for while a request of the API holds its place, to sign it.
      match: `* ${new URL(url).origin}/*wc/v3/*`,
      concurrent: concurrentRequests ?? 2,
      requests: requestsPerMinute ?? 240,
      windowMs: 60_000,
    },
  }),
  sign: signRequest,
  check: checkShop,
  discover: discoverShop,
  choices: ({ found }) => ({
    statuses: (found?.statuses ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
  }),
  parts: ({ config, found }) => ({
    streams: shopStreams(config, found),
    mappings: shopMappings(config),
    webhook,
  }),
  erase: eraseInShop,
})
