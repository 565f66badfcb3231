import { sql } from 'kysely'
import type { TouchName } from './campaign-touches.ts'
import { run, type Dialect, type Work } from './database.ts'
import { dueNames } from './due-names.ts'

const dueOrders = dueNames('campaign_due', ['org', 'order_id'])
const dueTouches = dueNames('touch_due', ['org', 'entity', 'id'])

/** A link that somebody followed: who it was, and when. */
export interface FollowedLink {
  readonly customer: string
  readonly order: string
  readonly at: number
}

/** Orders whose facts were made anew, where any link may have led to them, or did so before. */
export function* addCampaignsDue(
  { build, within }: Dialect,
  org: string,
  orders: readonly string[],
): Work<void> {
  if (orders.length === 0) return
  const statement = sql`insert into campaign_due (org, order_id)
    select s.org, s.source from sales_fact as s where s.org = ${org} and s.source in ${within(orders)} and s.clock = 0 and s.id = ''
      and (exists (select 1 from campaign_touch as t where t.org = s.org and t.customer = s.customer and t.customer <> '')
        or exists (select 1 from campaign_touch as t where t.org = s.org and t.order_id = s.source and t.order_id <> ''))
    union select f.org, f.order_id from campaign_fact as f where f.org = ${org} and f.order_id in ${within(orders)}
    on conflict do nothing`
  yield* run({ compile: () => statement.compile(build) })
}

/** Orders that some links may have led to: those in the window after each. */
export function* addCampaignsDueAfter(
  dialect: Dialect,
  org: string,
  links: readonly FollowedLink[],
  windowMs: number,
): Work<void> {
  const named = links.flatMap(({ order }) => (order === '' ? [] : [{ order_id: order }]))
  yield* dueOrders.add(org, named)
  const { build } = dialect
  for (const [customer, own] of Map.groupBy(links, (link) => link.customer)) {
    if (customer === '') continue
    const instants = own.map(({ at }) => at)
    const statement = sql`insert into campaign_due (org, order_id)
      select org, source from sales_fact where org = ${org} and customer = ${customer} and clock = 0 and customer <> ''
        and at >= ${Math.min(...instants)} and at <= ${Math.max(...instants) + windowMs} on conflict do nothing`
    yield* run({ compile: () => statement.compile(build) })
  }
}

/** Orders with some products, whose categories are others than those that were counted. */
export function* addCampaignsDueOf(
  { build }: Dialect,
  org: string,
  products: readonly { readonly product: string; readonly category: string }[],
): Work<void> {
  for (const { product, category } of products) {
    const statement = sql`insert into campaign_due (org, order_id)
      select distinct org, order_id from campaign_fact where org = ${org} and part = 'product' and value = ${product}
        and category <> ${category} on conflict do nothing`
    yield* run({ compile: () => statement.compile(build) })
  }
}

/** Everything: all orders that count for any campaign, and all that tells of links. */
export function* allCampaignsDue({ build }: Dialect, org: string): Work<void> {
  for (const statement of [
    sql`insert into campaign_due (org, order_id) select distinct org, order_id from campaign_fact where org = ${org} on conflict do nothing`,
    sql`insert into touch_due (org, entity, id) select org, entity, id from campaign_touch where org = ${org} on conflict do nothing`,
  ])
    yield* run({ compile: () => statement.compile(build) })
}

export function* takeCampaignsDue(
  dialect: Dialect,
  org: string,
  limit: number,
): Work<readonly string[]> {
  return (yield* dueOrders.take(dialect, org, limit)).map(({ order_id: order }) => order)
}

export function takeTouchesDue(
  dialect: Dialect,
  org: string,
  limit: number,
): Work<readonly TouchName[]> {
  return dueTouches.take(dialect, org, limit)
}

/** Rows that may tell of links, and are of nobody who is known any more. */
export function addTouchesDue(
  _dialect: Dialect,
  org: string,
  rows: readonly TouchName[],
): Work<void> {
  return dueTouches.add(org, rows)
}

/** Whether anything has to be looked at again though no row of it changed. */
export function* isCampaignDue(dialect: Dialect, org: string): Work<boolean> {
  return (yield* dueOrders.isAny(dialect, org)) || (yield* dueTouches.isAny(dialect, org))
}
