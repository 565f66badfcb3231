import { checkAccount } from './check.ts'
import { eraseCustomers } from './erase.ts'
import { feed } from './feed.ts'
import { limitsOf } from './limits.ts'
import { mappingsOf } from './mappings/index.ts'
import { apiBaseOf, kit } from './settings.ts'
import { signRequest } from './sign.ts'
import { streams } from './streams.ts'
import { webhook } from './webhook.ts'

/** Reads a Stripe account, and deletes customers there when persons are erased. */
export const stripe = kit.connector({
  id: 'stripe',
  name: 'Stripe',
  hosts: (config) => [apiBaseOf(config).host],
  limits: limitsOf,
  sign: signRequest,
  check: checkAccount,
  parts: ({ config }) => ({ streams, feed, webhook, mappings: mappingsOf(config) }),
  erase: eraseCustomers,
})
