import { upserts, type Context } from '@cartograph/core'
import * as z from 'zod'
import { shopCurrency } from './account.ts'
import { reportMonths, reportsStaleMs } from './assumptions.ts'
import { readRows } from './client.ts'
import { completed, eachWith } from './rows.ts'
import { kit, type Settings } from './settings.ts'

const monthParams = z.object({ month: z.string() })

const salesFigures = z.looseObject({
  sales: z.string(),
  orders: z.number(),
  items: z.number(),
  tax: z.string(),
  shipping: z.string(),
  discount: z.string(),
  customers: z.number(),
})

const salesReport = z.looseObject({
  totals_grouped_by: z.string(),
  totals: z.record(z.string(), z.unknown()),
})

/** The figures of a day of the shop; where it sells in several currencies they are added up as if they were one. */
export const salesDayRow = salesFigures.extend({
  /** In the shop's zone: `2026-11-22`. */
  day: z.string(),
  /** The shop's own; `null` where the key may not see it. */
  currency: z.string().nullable(),
})
type SalesDayRow = z.infer<typeof salesDayRow>

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-sales-report (read 2026-11-22) */
export const reportSales = kit.stream({
  schema: salesDayRow,
  key: (row) => row.day,
  deletes: 'never',
  staleMs: reportsStaleMs,
  list: {
    params: monthParams,
    position: z.null(),
    plan: monthsPlan,
    async *read(context, { params: { month } }) {
      const { rows } = await readRows(context, { path: 'reports/sales', query: rangeOf(month) })
      const currency = await shopCurrency(context)
      const items = z
        .array(salesReport)
        .parse(rows)
        // Longer ranges would come by month.
        .filter((report) => report.totals_grouped_by === 'day')
        .flatMap(({ totals }) => Object.entries(totals))
        .map(([day, figures]) => completed(figures as SalesDayRow, { day, currency }))
      yield { items: upserts(items), next: null, end: true }
    },
  },
})

export const topSellerRow = z.looseObject({
  product_id: z.int(),
  quantity: z.number(),
  /** Added here: `2026-11`. */
  month: z.string(),
})
type TopSellerRow = z.infer<typeof topSellerRow>

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-top-sellers-report (read 2026-11-22) */
export const reportTopSellers = kit.stream({
  schema: topSellerRow,
  key: (row) => [row.month, row.product_id],
  deletes: 'absent',
  staleMs: reportsStaleMs,
  list: {
    params: monthParams,
    position: z.null(),
    async *plan(context) {
      for await (const slice of monthsPlan(context)) yield { ...slice, scope: slice.params.month }
    },
    async *read(context, { params: { month } }) {
      const { rows } = await readRows(context, {
        path: 'reports/top_sellers',
        query: rangeOf(month),
      })
      const items = eachWith(rows as readonly TopSellerRow[], { month })
      yield { items: upserts(items), next: null, end: true }
    },
  },
})

const totalsOf = ['orders', 'products', 'customers', 'coupons', 'reviews'] as const

const totalRow = z.looseObject({
  slug: z.string(),
  name: z.string(),
  total: z.number(),
  /** Added here: what is counted. */
  report: z.enum(totalsOf),
})
type TotalRow = z.infer<typeof totalRow>

/** How many there are of each kind now, such as orders by status. */
export const reportTotals = kit.stream({
  schema: totalRow,
  key: (row) => [row.report, row.slug],
  deletes: 'absent',
  staleMs: reportsStaleMs,
  list: {
    params: z.object({ report: z.enum(totalsOf) }),
    position: z.null(),
    async *plan() {
      for (const report of totalsOf) yield { params: { report }, scope: report }
    },
    async *read(context, { params: { report } }) {
      const { rows } = await readRows(context, { path: `reports/${report}/totals` })
      const items = (rows as readonly TotalRow[]).map((row) => ({
        slug: row.slug,
        name: row.name,
        total: row.total,
        report: report,
      }))
      yield { items: upserts(items), next: null, end: true }
    },
  },
})

/** A slice a month, from the start date or some months back, up to now. */
async function* monthsPlan({ config, run }: Context<Settings>) {
  const now = new Date(run.until)
  const first =
    config.startDate?.slice(0, 7) ??
    monthOf(now.getUTCFullYear(), now.getUTCMonth() + 1 - reportMonths)
  for (let back = 0; ; back += 1) {
    const month = monthOf(now.getUTCFullYear(), now.getUTCMonth() - back)
    if (month < first) return
    yield { params: { month } }
  }
}

function monthOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7)
}

/** The first and the last day of a month. */
function rangeOf(month: string): { readonly date_min: string; readonly date_max: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
  return { date_min: `${month}-01`, date_max: last }
}
