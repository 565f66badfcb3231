import type { JsonObject } from '../json.ts'
import { ok, type Answer } from '../rest/answer.ts'
import { listAnswer } from '../rest/list-answer.ts'
import type { RestRequest, Route } from '../rest/route.ts'
import { currencySymbol } from '../store/currencies.ts'
import { dateParameter } from '../store/store-time.ts'
import type { Store } from '../store/store.ts'
import { customerRows } from './customer-report.ts'
import { intervalNames, intervalsBetween, type IntervalName } from './intervals.ts'
import type { OrderFacts } from './order-facts.ts'
import { productCount, statsOf } from './stats.ts'

const parameters = {
  page: { type: 'integer', default: 1, minimum: 1 },
  per_page: { type: 'integer', default: 10, minimum: 1, maximum: 100 },
  after: { type: 'string', format: 'date-time' },
  before: { type: 'string', format: 'date-time' },
  order: { type: 'string', enum: ['asc', 'desc'], default: 'desc' },
} as const
const statsParameters = {
  ...parameters,
  interval: { type: 'string', enum: intervalNames, default: 'week' },
} as const

/** Analytics: floats that mix currencies, cut by the date of payment, in the store's time. */
export function analyticsRoutes(
  store: Store,
  facts: () => readonly OrderFacts[],
): readonly Route[] {
  const within = ({ query }: RestRequest) => {
    const [from, to] = rangeOf(store, query.get('after'), query.get('before'))
    const inside = facts().filter(({ at }) => {
      const wall = store.time.wall(at)
      return wall >= from && wall <= to
    })
    return { from, to, inside }
  }
  const stats = (request: RestRequest): Answer => {
    const { from, to, inside } = within(request)
    const kind = (request.query.get('interval') ?? 'week') as IntervalName
    const newest = intervalsBetween(kind, from, to)
    const intervals = request.query.get('order') === 'asc' ? newest.toReversed() : newest
    const { page, rows } = paged(request, intervals)
    const { segments, ...totals } = statsOf(inside)
    return ok(
      {
        totals: { ...totals, products: productCount(inside), segments: segments ?? [] },
        intervals: rows.map((interval) => ({
          interval: interval.name,
          date_start: wallText(interval.from),
          date_start_gmt: wallText(instantOf(store, interval.from)),
          date_end: wallText(interval.to),
          date_end_gmt: wallText(instantOf(store, interval.to)),
          subtotals: statsOf(
            inside.filter(({ at }) => {
              const wall = store.time.wall(at)
              return wall >= interval.from && wall <= interval.to
            }),
          ),
        })),
      },
      { 'x-wp-total': String(page.total), 'x-wp-totalpages': String(page.pages) },
    )
  }
  return [
    { path: 'wc-analytics/reports/orders/stats', parameters: statsParameters, GET: stats },
    { path: 'wc-analytics/reports/revenue/stats', parameters: statsParameters, GET: stats },
    {
      path: 'wc-analytics/reports/orders',
      parameters,
      GET(request) {
        const { inside } = within(request)
        const first = firstOrders(facts())
        const newest = inside.toSorted((one, other) => other.at - one.at)
        const { page, rows } = paged(request, newest)
        return listAnswer(
          request,
          page,
          rows.map((fact) => orderReportRow(store, fact, first, request.root)),
        )
      },
    },
    {
      path: 'wc-analytics/reports/products',
      parameters,
      GET(request) {
        const { page, rows } = paged(request, productRows(within(request).inside, request.root))
        return listAnswer(request, page, rows)
      },
    },
    {
      path: 'wc-analytics/reports/customers',
      parameters: {
        ...parameters,
        user_type: { type: 'string', enum: ['all', 'registered', 'guest'], default: 'all' },
      },
      GET(request) {
        const type = request.query.get('user_type') ?? 'all'
        const all = customerRows(store, facts(), request.root).filter(
          ({ user_id: id }) => type === 'all' || (id === 0) === (type === 'guest'),
        )
        const { page, rows } = paged(request, all)
        return listAnswer(request, page, rows)
      },
    },
  ]
}

function rangeOf(
  store: Store,
  after: string | undefined,
  before: string | undefined,
): readonly [from: number, to: number] {
  const now = store.time.wall(store.now())
  const date = new Date(now)
  const monthStart = Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
  return [dateParameter(after ?? '')?.time ?? monthStart, dateParameter(before ?? '')?.time ?? now]
}

/** The instant at which the store's wall clock shows this. In the hour that autumn repeats, the second time. */
function instantOf(store: Store, wall: number): number {
  const guess = wall - (store.time.wall(wall) - wall)
  return guess - (store.time.wall(guess) - wall)
}

function wallText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 'yyyy-MM-ddTHH:mm:ss'.length).replace('T', ' ')
}

function paged<Row>({ query }: RestRequest, rows: readonly Row[]) {
  const perPage = Number(query.get('per_page') ?? 10)
  const number = Number(query.get('page') ?? 1)
  const shown = rows.slice((number - 1) * perPage, number * perPage)
  const pages = Math.ceil(rows.length / perPage)
  return { rows: shown, page: { rows: shown, total: rows.length, pages, page: number } }
}

function firstOrders(facts: readonly OrderFacts[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>()
  for (const { customer, orderId, parentId } of facts) {
    if (parentId === 0 && !first.has(customer)) first.set(customer, orderId)
  }
  return first
}

function orderReportRow(
  store: Store,
  fact: OrderFacts,
  first: ReadonlyMap<string, number>,
  root: string,
): JsonObject {
  const { local, gmt } = store.time
  const amount = Math.abs(fact.total).toFixed(2).replace('.', ',')
  const grouped = amount.replaceAll(/\B(?=(?:\d{3})+(?!\d))/gu, '.')
  return {
    order_id: fact.orderId,
    parent_id: fact.parentId,
    date: local(fact.at).replace('T', ' '),
    date_created: local(fact.createdAt).replace('T', ' '),
    date_created_gmt: gmt(fact.createdAt).replace('T', ' '),
    status: fact.status,
    customer_id: [...first.keys()].indexOf(fact.customer) + 1,
    net_total: fact.net,
    total_sales: fact.total,
    num_items_sold: fact.items.reduce((sum, { quantity }) => sum + quantity, 0),
    customer_type: first.get(fact.customer) === fact.orderId ? 'new' : 'returning',
    order_number: fact.orderId,
    total_formatted: `${fact.total < 0 ? '-' : ''}${grouped} ${currencySymbol(fact.currency)}`,
    _links: { order: [{ href: `${root}/wc-analytics/orders/${fact.orderId}` }] },
  }
}

function productRows(facts: readonly OrderFacts[], root: string): readonly JsonObject[] {
  const sums = new Map<number, { sold: number; net: number; orders: Set<number> }>()
  for (const { items, orderId, parentId } of facts) {
    for (const { productId, quantity, net } of items) {
      const sum = sums.get(productId) ?? { sold: 0, net: 0, orders: new Set<number>() }
      sums.set(productId, sum)
      sum.sold += quantity
      sum.net += net
      sum.orders.add(parentId || orderId)
    }
  }
  return [...sums].map(([id, { sold, net, orders }]) => ({
    product_id: id,
    items_sold: sold,
    net_revenue: net,
    orders_count: orders.size,
    extended_info: {},
    _links: { product: [{ href: `${root}/wc-analytics/products/${id}` }] },
  }))
}
