import type { Context } from '@cartograph/core'
import { vendorErrorOf } from './faults.ts'
import { probe, wantedEndpoints, type Endpoint } from './endpoints.ts'
import type { Settings } from './settings.ts'
import { shopStatuses } from './order-statuses.ts'
import { shopVersion } from './version.ts'

/** What only the shop knows about itself. */
export type Found = {
  /** Of WooCommerce; `null` where the key may not see it. */
  readonly version: string | null
  /** Lists that this version does not have. */
  readonly missing: readonly Endpoint[]
  /** Of orders, with their names in the shop's language. */
  readonly statuses: readonly { readonly slug: string; readonly name: string }[]
}

/** Asks which lists there are; what may not be read counts as being there, since the rights may change. */
export async function discoverShop(context: Context<Settings>): Promise<Found> {
  const missing: Endpoint[] = []
  for (const endpoint of wantedEndpoints(context.config)) {
    const answer = await probe(context, endpoint)
    if (answer.status === 404 && vendorErrorOf(answer)?.code === 'rest_no_route')
      missing.push(endpoint)
  }
  return {
    version: await shopVersion(context),
    missing,
    statuses: await shopStatuses(context),
  }
}
