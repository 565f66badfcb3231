import { actionsOf } from './actions.ts'
import { checkReceiver } from './check.ts'
import { sendErasure } from './erase.ts'
import { kit } from './settings.ts'
import { signRequest } from './signing.ts'
import { sinksOf } from './sinks.ts'

/** Sends rows to any address, signed as the Standard Webhooks specification says. */
export const webhook = kit.connector({
  id: 'webhook',
  name: 'Webhook',
  hosts: ({ url }) => [new URL(url).host],
  sign: signRequest,
  check: checkReceiver,
  parts: ({ config }) => ({ sinks: sinksOf(config), actions: actionsOf(config) }),
  erase: sendErasure,
})
