import { hostsOf } from './addresses.ts'
import { audienceChanges, audienceFeed } from './audience-changes.ts'
import { checkRaptor } from './check.ts'
import { erase } from './erase.ts'
import { limitsOf } from './limits.ts'
import { mappingsOf } from './mappings/index.ts'
import { memberships } from './memberships.ts'
import { prepare } from './prepare.ts'
import { reaId } from './rea-ids.ts'
import { recommendations } from './recommendations.ts'
import { kit } from './settings.ts'
import { streamingSinksOf } from './streaming-sinks.ts'
import { trackingActionsOf, trackingSinksOf } from './tracking-sinks.ts'
import { triggers, webhook } from './webhook.ts'

/** Tells Raptor what visitors and customers do and what is sold, and takes its recommendations, audiences and triggers. */
export const raptor = kit.connector({
  id: 'raptor',
  name: 'Raptor',
  hosts: ({ addresses }) => hostsOf(addresses),
  limits: limitsOf,
  check: checkRaptor,
  prepare,
  erase,
  parts: ({ config }) => ({
    streams: { triggers, ...(config.cdpKey !== undefined && { audienceChanges }) },
    ...(config.cdpKey !== undefined && { feed: audienceFeed }),
    webhook,
    sinks: { ...trackingSinksOf(config), ...streamingSinksOf(config) },
    actions: trackingActionsOf(config),
    lookups: { recommendations, memberships, reaId },
    mappings: mappingsOf(config),
  }),
})
