import type { JsonObject } from '@cartograph/core'
import type { AttributionSettings } from '../../../config/index.ts'
import { rowsAfter, type KeptCampaignFact, type Store } from '../../../store/index.ts'
import { readBuyers } from '../../reading/buyers.ts'
import { readFacts } from '../../reading/read-facts.ts'
import { firstCategory } from '../apply-touches.ts'
import { keptFact } from '../apply-attribution.ts'
import { attributedFacts } from '../attribute-orders.ts'
import { touchEntities, touchOf, type Touch } from '../touch.ts'

/** What campaigns come to by all rows: slow, and what is kept must be equal to it. */
export async function campaignsByRows(
  store: Store,
  settings: AttributionSettings,
): Promise<readonly KeptCampaignFact[]> {
  const { signal } = new AbortController()
  const { facts } = await readFacts(store, { now: 0, signal })
  const buyers = await readBuyers(store, new Set(), { events: true })
  const touches: (Touch & { readonly customer: string | undefined })[] = []
  for (const entity of touchEntities)
    for (const { id, row } of await rowsOf(store, entity)) {
      const touch = touchOf(entity, id, row, settings)
      const customer = buyers.of(entity, id, row)
      if (touch !== undefined) touches.push({ ...touch, customer })
    }
  const categories = new Map(
    (await rowsOf(store, 'product')).map(({ id, row }) => [id, firstCategory(row)]),
  )
  return facts.orders
    .flatMap((order) => {
      const own = touches.filter(
        (touch) => touch.order === order.id || touch.customer === order.customer,
      )
      return attributedFacts(order, own, {
        windowMs: settings.windowMs,
        categoryOf: (product) => categories.get(product),
      })
    })
    .map(keptFact)
}

async function rowsOf(
  store: Store,
  entity: string,
): Promise<readonly { readonly id: string; readonly row: JsonObject }[]> {
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, entity, '', 100_000))
  return rows.flatMap(({ id, data, deleted }) =>
    deleted ? [] : [{ id, row: JSON.parse(data) as JsonObject }],
  )
}
