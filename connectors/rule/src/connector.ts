import { bearer } from '@cartograph/core'
import { actions } from './actions.ts'
import { bounces } from './bounces.ts'
import { checkRule } from './check.ts'
import { erase } from './erase.ts'
import { fields } from './fields.ts'
import { limitsOf } from './limits.ts'
import { mappingsOf } from './mappings/index.ts'
import { prepare } from './prepare.ts'
import { retryAfterOf } from './retry-after.ts'
import { apiBaseOf, kit } from './settings.ts'
import { sinksOf } from './sinks.ts'
import { subscribers } from './subscribers.ts'
import { suppressions } from './suppressions.ts'
import { webhook } from './webhook.ts'

/** Sends customers, orders and messages to Rule, and reads subscribers, their values and what is suppressed. */
export const rule = kit.connector({
  id: 'rule',
  name: 'Rule',
  hosts: (config) => [new URL(apiBaseOf(config)).host],
  limits: limitsOf,
  sign: (request, { config }) => bearer(request, config.apiKey),
  retryAfter: retryAfterOf,
  check: checkRule,
  prepare,
  erase,
  parts: ({ config }) => ({
    streams: {
      subscribers,
      suppressions,
      bounces,
      ...(config.readsFields === true && { fields }),
    },
    webhook,
    sinks: sinksOf(config),
    actions,
    mappings: mappingsOf(config),
  }),
})
