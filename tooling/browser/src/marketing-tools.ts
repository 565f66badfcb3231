import { startContacthub } from '@cartograph/simulators/contacthub'
import { startDialogInsight } from '@cartograph/simulators/dialog-insight'
import { startHeyloyalty } from '@cartograph/simulators/heyloyalty'
import { startRaptor } from '@cartograph/simulators/raptor'

export interface MarketingTools {
  /** What the configuration of the stage asks of its environment. */
  readonly environment: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

/** Simulated marketing tools, each with something in its account that a page can show. */
export async function startMarketingTools(): Promise<MarketingTools> {
  const [dialog, heyloyalty, contacthub, raptor] = await Promise.all([
    startDialogInsight(),
    startHeyloyalty(),
    startContacthub({ extended: { loyaltyTier: { type: 'string' } } }),
    startRaptor(),
  ])
  heyloyalty.admin.addList('Customers of the shops in Sweden')
  heyloyalty.admin.addMember(heyloyalty.list.id, { email: 'ida.holm@example.com' })
  raptor.admin.addAudience('vip', 'Best customers', ['ida.holm@example.com'])
  return {
    environment: {
      DIALOG_URL: dialog.apiBase,
      DIALOG_KEY: dialog.key,
      HEYLOYALTY_URL: heyloyalty.apiBase,
      HEYLOYALTY_ORDERS_URL: heyloyalty.orderBase,
      HEYLOYALTY_KEY: heyloyalty.apiKey,
      HEYLOYALTY_SECRET: heyloyalty.apiSecret,
      HEYLOYALTY_TRACKING: heyloyalty.trackingId,
      CONTACTHUB_URL: contacthub.apiBase,
      CONTACTHUB_TOKEN: contacthub.source.token,
      CONTACTHUB_WORKSPACE: contacthub.workspace.id,
      CONTACTHUB_NODE: contacthub.workspace.nodeId,
      RAPTOR_TRACKING_URL: raptor.addresses.tracking,
      RAPTOR_RECOMMENDATIONS_URL: raptor.addresses.recommendations,
      RAPTOR_ERASURE_URL: raptor.addresses.erasure,
      RAPTOR_CDP_URL: raptor.addresses.cdp,
      RAPTOR_CUSTOMER: raptor.customerId,
      RAPTOR_API_KEY: raptor.keys.apiKey,
      RAPTOR_CDP_KEY: raptor.keys.cdpKey,
      RAPTOR_TRIGGER_KEY: raptor.keys.triggerKey,
    },
    async close() {
      await Promise.all([dialog.close(), heyloyalty.close(), contacthub.close(), raptor.close()])
    },
  }
}
