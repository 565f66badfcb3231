import { actions } from './actions.ts'
import { checkHeyloyalty } from './check.ts'
import { choices, discover } from './discover.ts'
import { erase } from './erase.ts'
import { events } from './events.ts'
import { limitsOf } from './limits.ts'
import { mappingsOf } from './mappings/index.ts'
import { changedMembers, wholeMembers } from './members.ts'
import { optOuts } from './opt-outs.ts'
import { prepare } from './prepare.ts'
import { apiBaseOf, kit, orderImportBaseOf } from './settings.ts'
import { sign } from './sign.ts'
import { sinksOf } from './sinks.ts'
import { webhook } from './webhook.ts'

/** Sends customers, orders, products and abandoned carts to Heyloyalty, and reads members, opt-outs and what became of mails. */
export const heyloyalty = kit.connector({
  id: 'heyloyalty',
  name: 'Heyloyalty',
  hosts: (config) => [
    ...new Set([apiBaseOf(config), orderImportBaseOf(config)].map((base) => new URL(base).host)),
  ],
  limits: limitsOf,
  sign,
  check: checkHeyloyalty,
  discover,
  choices,
  prepare,
  erase,
  parts: ({ config }) => ({
    streams: {
      members: config.changesBy === 'updatedAt' ? changedMembers : wholeMembers,
      optOuts,
      events,
    },
    webhook,
    sinks: sinksOf(config),
    actions,
    mappings: mappingsOf(config),
  }),
})
