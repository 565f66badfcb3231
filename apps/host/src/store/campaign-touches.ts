import { sql } from 'kysely'
import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { linkColumns, type CampaignTouchTable } from './campaign-tables.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'
import { asked } from './sales-scope.ts'

export type KeptTouch = Readonly<Omit<CampaignTouchTable, 'org'>>
export type TouchName = Pick<KeptTouch, 'entity' | 'id'>

const columns = ['entity', 'id', 'customer', 'order_id', 'at', ...linkColumns] as const
const writeTouch = insertOrReplace('campaign_touch', ['org', ...columns])
const dropTouch = deleteMatching('campaign_touch', ['org', 'entity', 'id'])

/** What some rows told of links when they were looked at last. */
export function* touchesOf(
  { build, within }: Dialect,
  org: string,
  names: readonly TouchName[],
): Work<readonly KeptTouch[]> {
  const found: KeptTouch[] = []
  for (const [entity, own] of Map.groupBy(names, (name) => name.entity))
    found.push(
      ...(yield* all(
        build
          .selectFrom('campaign_touch')
          .select(columns)
          .where('org', '=', org)
          .where('entity', '=', entity)
          .where('id', 'in', within(own.map(({ id }) => id))),
      )),
    )
  return found
}

export function* changeTouches(
  _dialect: Dialect,
  org: string,
  written: readonly KeptTouch[],
  dropped: readonly TouchName[],
): Work<void> {
  yield* bulk(
    dropTouch,
    dropped.map(({ entity, id }) => [org, entity, id]),
  )
  yield* bulk(
    writeTouch,
    written.map((touch) => [org, ...columns.map((name) => touch[name])]),
  )
}

/** The first and the last links that led to an order, of its customer and of what names it. */
export interface LedBy {
  readonly order: string
  readonly at: number
  readonly touches: readonly TouchName[]
}

/**
 * What may have led to some orders, as the figures know them: of all links that were followed in the window before each, the
 * first and the last of its customer, the first and the last of what names the order, and the order itself. So it is a few
 * rows, however many links somebody followed.
 */
export function* ledTo(
  dialect: Dialect,
  org: string,
  orders: readonly string[],
  windowMs: number,
): Work<readonly LedBy[]> {
  if (orders.length === 0) return []
  const { within } = dialect
  const end = (
    by: 'customer' | 'order_id',
    of: 'customer' | 'source',
    direction: 'asc' | 'desc',
  ) => {
    const way = sql.raw(direction)
    return sql`(select t.entity || ' ' || t.id from campaign_touch as t where t.org = s.org and t.${sql.ref(by)} = s.${sql.ref(of)}
      and t.${sql.ref(by)} <> '' and t.at <= s.at and t.at >= s.at - ${sql.lit(windowMs)}
      order by t.at ${way}, t.entity ${way}, t.id ${way} limit 1)`
  }
  const rows = yield* asked<
    Record<'source' | 'a' | 'b' | 'c' | 'd', string | null> & { at: number }
  >(
    dialect,
    sql`select s.source, s.at, ${end('customer', 'customer', 'asc')} as a, ${end('customer', 'customer', 'desc')} as b,
      ${end('order_id', 'source', 'asc')} as c, ${end('order_id', 'source', 'desc')} as d
      from sales_fact as s where s.org = ${org} and s.source in ${within(orders)} and s.clock = 0 and s.id = ''`,
  )
  return rows.map(({ source, at, a, b, c, d }) => ({
    order: source ?? '',
    at,
    touches: [...new Set([a, b, c, d, `order ${source}`])].flatMap((name) =>
      name === null ? [] : [touchNamed(name)],
    ),
  }))
}

/** Names of entities have no space. */
function touchNamed(name: string): TouchName {
  const space = name.indexOf(' ')
  return { entity: name.slice(0, space), id: name.slice(space + 1) }
}

/** Has links looked at again whose records have come to be of somebody else than was known. */
export function* movedTouchesDue(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<void> {
  if (members.length === 0) return
  const statement = sql`insert into touch_due (org, entity, id)
    select t.org, t.entity, t.id from campaign_touch as t
    join person_trace as p on p.org = t.org and p.entity = t.entity and p.id = t.id
    join person_member as m on m.org = p.org and m.id = p.member
    where t.org = ${org} and p.member in ${within(members)} and t.customer <> m.person on conflict do nothing`
  yield* run({ compile: () => statement.compile(build) })
}
