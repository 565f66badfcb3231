import { bearer } from '@cartograph/core'
import { actions } from './actions.ts'
import { checkContacthub } from './check.ts'
import { customersOf } from './customers.ts'
import { discover, type Found } from './discover.ts'
import { erase } from './erase.ts'
import { eventsOf } from './events.ts'
import { limitsOf } from './limits.ts'
import { mappingsOf } from './mappings/index.ts'
import { prepare } from './prepare.ts'
import { retryAfterOf } from './retry-after.ts'
import { apiBaseOf, isTrusted, kit } from './settings.ts'
import { sinksOf } from './sinks.ts'
import { feed } from './updates.ts'

/** Sends customers, sessions and events to an entry node of Contacthub, and reads what stands there. */
export const contacthub = kit.connector<Found>({
  id: 'contacthub',
  name: 'Contacthub',
  hosts: (config) => [new URL(apiBaseOf(config)).host],
  limits: limitsOf,
  sign: (request, { config }) => bearer(request, config.token),
  retryAfter: retryAfterOf,
  check: checkContacthub,
  discover,
  prepare,
  erase,
  parts: ({ config }) => ({
    ...(isTrusted(config) && {
      streams: {
        customers: customersOf(config),
        ...(config.readsEvents === true && { events: eventsOf(config) }),
      },
    }),
    ...(config.readsUpdates === true && { feed }),
    sinks: sinksOf(config),
    actions,
    mappings: mappingsOf(config),
  }),
})
