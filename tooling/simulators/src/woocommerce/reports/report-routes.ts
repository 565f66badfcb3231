import type { JsonObject } from '../json.ts'
import { orderStatuses, statusNames } from '../orders/order-status.ts'
import { ok } from '../rest/answer.ts'
import type { Route } from '../rest/route.ts'
import { dateParameter } from '../store/store-time.ts'
import type { Document, Store } from '../store/store.ts'
import { intervalsBetween, type IntervalName } from './intervals.ts'

const described = {
  sales: 'List of sales reports.',
  top_sellers: 'List of top sellers products.',
  'orders/totals': 'Orders totals.',
  'products/totals': 'Products totals.',
  'customers/totals': 'Customers totals.',
  'coupons/totals': 'Coupons totals.',
  'reviews/totals': 'Reviews totals.',
  'categories/totals': 'Categories totals.',
  'tags/totals': 'Tags totals.',
  'attributes/totals': 'Attributes totals.',
} as const

/**
 * The old reports. Where orders have tables of their own, sales and top sellers still look into the old one and find nothing:
 * recorded from a store with 816 completed orders. The totals work.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#reports (read 2026-11-22)
 */
export function reportRoutes(store: Store): readonly Route[] {
  const { customers, products, coupons, reviews } = store.documents
  return [
    {
      path: 'wc/v3/reports',
      GET: ({ root }) =>
        ok(
          Object.entries(described).map(([slug, description]) => ({
            slug,
            description,
            _links: {
              self: [{ href: `${root}/wc/v3/reports/${slug}`, targetHints: { allow: ['GET'] } }],
              collection: [{ href: `${root}/wc/v3/reports` }],
            },
          })),
        ),
    },
    {
      path: 'wc/v3/reports/sales',
      parameters: {
        period: { type: 'string', enum: ['week', 'month', 'last_month', 'year'] },
        date_min: { type: 'string' },
        date_max: { type: 'string' },
      },
      GET: ({ query, root }) => {
        const range = rangeOf(store, query.get('period') ?? 'week', [
          query.get('date_min'),
          query.get('date_max'),
        ])
        return ok([salesReport(store, range, root)])
      },
    },
    { path: 'wc/v3/reports/top_sellers', GET: () => ok([]) },
    total('orders/totals', () =>
      orderStatuses.map((status) => [
        status,
        statusNames[status] ?? status,
        store.orders.sorted('id').filter((order) => order.status === status).length,
      ]),
    ),
    total('products/totals', () =>
      [
        ['external', 'External/Affiliate product'],
        ['grouped', 'Grouped product'],
        ['simple', 'Simple product'],
        ['variable', 'Variable product'],
      ].map(([slug = '', name = '']) => [
        slug,
        name,
        countWith(products.sorted('id'), 'type', slug),
      ]),
    ),
    total('customers/totals', () => {
      const all = customers.sorted('id').filter(({ status }) => status === 'customer')
      const buyers = new Set(store.orders.sorted('id').map(({ customerId }) => customerId))
      const paying = all.filter(({ id }) => buyers.has(id)).length
      return [
        ['paying', 'Paying customer', paying],
        ['non_paying', 'Non-paying customer', all.length - paying],
      ]
    }),
    total('coupons/totals', () =>
      [
        ['percent', 'Percentage discount'],
        ['fixed_cart', 'Fixed cart discount'],
        ['fixed_product', 'Fixed product discount'],
      ].map(([slug = '', name = '']) => [
        slug,
        name,
        countWith(coupons.sorted('id'), 'discount_type', slug),
      ]),
    ),
    total('reviews/totals', () =>
      [1, 2, 3, 4, 5].map((stars) => [
        `rated_${stars}_out_of_5`,
        `Rated ${stars} out of 5`,
        countWith(reviews.sorted('id'), 'rating', stars),
      ]),
    ),
  ]
}

type Total = readonly [slug: string, name: string, count: number]

interface Range {
  readonly from: number
  readonly to: number
  readonly by: IntervalName
}

function rangeOf(
  store: Store,
  period: string,
  [dateMin, dateMax]: readonly (string | undefined)[],
): Range {
  const to = store.time.wall(store.now())
  const date = new Date(to)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const given = dateParameter(`${dateMin ?? ''}T00:00:00`)
  if (given !== undefined) {
    const end = dateParameter(`${dateMax ?? ''}T23:59:59`)
    return { from: given.time, to: end?.time ?? to, by: 'day' }
  }
  if (period === 'year') return { from: Date.UTC(year, 0), to, by: 'month' }
  if (period === 'month') return { from: Date.UTC(year, month), to, by: 'day' }
  if (period === 'last_month') {
    return { from: Date.UTC(year, month - 1), to: Date.UTC(year, month) - 1_000, by: 'day' }
  }
  return { from: Date.UTC(year, month, day - 6), to, by: 'day' }
}

function salesReport(store: Store, { from, to, by }: Range, root: string): JsonObject {
  const registered = store.documents.customers
    .sorted('id')
    .filter(({ status }) => status === 'customer')
    .map(({ createdAt }) => store.time.wall(createdAt))
  const countIn = (start: number, end: number) =>
    registered.filter((at) => at >= start && at <= end).length
  const nothing = {
    sales: '0.00',
    orders: 0,
    items: 0,
    tax: '0.00',
    shipping: '0.00',
    discount: '0.00',
  }
  const totals = intervalsBetween(by, from, to)
    .toReversed()
    .map((interval) => [
      interval.name,
      { ...nothing, customers: countIn(interval.from, interval.to), refunds: '0.00' },
    ])
  return {
    total_sales: '0.00',
    net_sales: '0.00',
    average_sales: '0.00',
    total_orders: 0,
    total_items: 0,
    total_tax: '0.00',
    total_shipping: '0.00',
    total_refunds: 0,
    total_discount: '0.00',
    totals_grouped_by: by,
    totals: Object.fromEntries(totals),
    total_customers: countIn(from, to),
    _links: { about: [{ href: `${root}/wc/v3/reports` }] },
  }
}

function total(path: keyof typeof described, rows: () => readonly Total[]): Route {
  return {
    path: `wc/v3/reports/${path}`,
    GET: () => ok(rows().map(([slug, name, count]) => ({ slug, name, total: count }))),
  }
}

function countWith(rows: readonly Document[], field: string, value: string | number): number {
  return rows.filter(({ fields }) => fields[field] === value).length
}
