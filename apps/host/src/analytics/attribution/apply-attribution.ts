import type { AttributionSettings } from '../../config/index.ts'
import {
  campaignFactsOf,
  changeCampaignFacts,
  ledTo,
  rowsById,
  touchesOf,
  type Dialect,
  type KeptCampaignFact,
  type KeptTouch,
  type Work,
} from '../../store/index.ts'
import { orderSources } from '../cubes/apply-sources.ts'
import type { StoreZones } from '../cubes/store-zones.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { firstCategory } from './apply-touches.ts'
import { attributedFacts } from './attribute-orders.ts'
import type { CampaignFact } from './campaign-facts.ts'
import type { Touch, TouchEntity } from './touch.ts'

/** Finds out anew what led to some orders, and changes the sums of the campaigns by the difference. */
export function* applyAttribution(
  dialect: Dialect,
  org: string,
  orders: readonly string[],
  { settings, zones }: { readonly settings: AttributionSettings; readonly zones: StoreZones },
): Work<void> {
  if (orders.length === 0) return
  const led = yield* ledTo(dialect, org, orders, settings.windowMs)
  const touches = new Map(
    (yield* touchesOf(
      dialect,
      org,
      led.flatMap((each) => each.touches),
    )).map((touch) => [`${touch.entity}/${touch.id}`, touch]),
  )
  const sources = yield* orderSources(
    dialect,
    org,
    led.map(({ order }) => order),
    zones,
  )
  const categories = yield* categoriesOf(dialect, org, [...sources.orders.values()])
  const after = led.flatMap(({ order, at, touches: names }) => {
    const fact = sources.orders.get(order)
    if (fact === undefined || fact === 'uncounted') return []
    const own = names.flatMap(({ entity, id }) => touches.get(`${entity}/${id}`) ?? [])
    // When it was placed is as the figures know it, by which the links were looked for.
    return attributedFacts({ ...fact, at }, own.map(touchKept), {
      windowMs: settings.windowMs,
      categoryOf: (product) => categories.get(product),
    }).map(keptFact)
  })
  yield* changeCampaignFacts(dialect, org, yield* campaignFactsOf(dialect, org, orders), after)
}

/** The categories of products, for lines that do not say what theirs were. */
function* categoriesOf(
  dialect: Dialect,
  org: string,
  orders: readonly (OrderFact | 'uncounted')[],
): Work<ReadonlyMap<string, string | undefined>> {
  const products = new Set(
    orders.flatMap((order) =>
      order === 'uncounted' ? [] : order.lines.flatMap(({ product }) => product ?? []),
    ),
  )
  const rows = yield* rowsById(dialect, org, 'product', [...products])
  return new Map(
    [...rows.values()].map(({ id, data, deleted }) => [
      id,
      deleted ? undefined : firstCategory(JSON.parse(data) as never),
    ]),
  )
}

function touchKept(kept: KeptTouch): Touch {
  const { entity, id, at, order_id: order, source, medium, campaign, message } = kept
  return {
    entity: entity as TouchEntity,
    id,
    at,
    order,
    campaign: { source, medium, campaign, message },
  }
}

/** A fact as it is kept. */
export function keptFact({ order, campaign, sums, ...fact }: CampaignFact): KeptCampaignFact {
  return {
    order_id: order,
    ...fact,
    ...campaign,
    orders: Number(sums.orders),
    units: Number(sums.units),
    units_back: Number(sums.unitsBack),
    sales: Number(sums.sales),
    returns: Number(sums.returns),
  }
}
