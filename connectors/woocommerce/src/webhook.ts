import type { Webhook } from '@cartograph/core'
import type { Settings } from './settings.ts'
import { webhookPermissions } from './streams.ts'
import { entriesOf } from './webhook-entries.ts'
import { registerWebhooks, unregisterWebhooks } from './webhook-registration.ts'
import { verifyDelivery } from './webhook-signature.ts'

/**
 * What the shop pushes: hints to look sooner, never the truth.
 *
 * The shop tries each delivery once, tells nothing of what is deleted for good, of notes, or of refunds taken back.
 *
 * @see https://github.com/woocommerce/woocommerce/issues/28541 (read 2026-11-22)
 */
export const webhook: Webhook<Settings> = {
  verify: verifyDelivery,
  parse: entriesOf,
  permissions: webhookPermissions,
  register: registerWebhooks,
  unregister: unregisterWebhooks,
}
