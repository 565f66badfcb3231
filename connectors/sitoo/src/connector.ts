import { checkAccount } from './check.ts'
import { erasePerson } from './erase.ts'
import { limits, retryAfter, sign } from './limits.ts'
import { mappingsOf } from './mappings/index.ts'
import { kit } from './settings.ts'
import { usersSink } from './sinks/users.ts'
import { vouchersSink } from './sinks/vouchers.ts'
import { streams } from './streams.ts'
import { surfacesOf } from './till/surfaces.ts'
import { webhook } from './webhook.ts'

/** Reads a Sitoo account through its REST API, hears of its tills' events, and answers what the tills ask about customers. */
export const sitoo = kit.connector({
  id: 'sitoo',
  name: 'Sitoo POS',
  hosts: ({ baseUrl }) => [new URL(baseUrl).host],
  limits,
  sign,
  retryAfter,
  check: checkAccount,
  erase: erasePerson,
  parts: ({ config }) => ({
    streams,
    webhook,
    sinks: { users: usersSink, vouchers: vouchersSink },
    surfaces: surfacesOf(config),
    mappings: mappingsOf(config),
  }),
})
