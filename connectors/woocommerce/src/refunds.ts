import { personal, keysetPosition, type Context, type Key } from '@cartograph/core'
import * as z from 'zod'
import { readByIds } from './by-id.ts'
import { readRows } from './client.ts'
import { asChanges, asKeys, datedPages, type DatedList } from './listings.ts'
import { goodsLine } from './order-row.ts'
import { completed, isSinceStart } from './rows.ts'
import { kit, type Settings } from './settings.ts'

/** What a refund does not say itself. */
const orderOfRefund = z.looseObject({
  id: z.int(),
  status: z.string(),
  currency: z.string(),
  customer_id: z.int(),
  billing: z.looseObject({ email: personal('email', z.string().nullish()) }),
})
type OrderOfRefund = z.infer<typeof orderOfRefund>

/**
 * Money given back; its amount is positive, its lines are negative.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#order-refund-properties (read 2026-11-22)
 */
export const refundRow = z.looseObject({
  id: z.int().positive(),
  /** The order. */
  parent_id: z.int(),
  date_created_gmt: z.string(),
  amount: z.string(),
  reason: z.string().nullish(),
  refunded_payment: z.boolean().optional(),
  line_items: z.array(goodsLine),
  tax_lines: z.array(z.looseObject({ tax_total: z.string(), shipping_tax_total: z.string() })),
  /** Added here; `null` where the order is gone. */
  order: orderOfRefund.nullable(),
})
export type RefundRow = z.infer<typeof refundRow>

export const refundFields =
  'id,parent_id,date_created_gmt,amount,reason,refunded_payment,meta_data,line_items,' +
  'shipping_lines,fee_lines,tax_lines'

/**
 * All refunds, over all orders.
 *
 * A refund never changes, so its date orders the list; one that is dated back is found by its order, which names it. One
 * that is taken back leaves no trace, and is found missing by a sweep.
 */
export const refunds = kit.stream({
  schema: refundRow,
  key: (row) => row.id,
  deletes: 'absent',
  affects: (row) => [{ stream: 'orders', key: [row.parent_id] }],
  list: {
    params: z.null(),
    position: keysetPosition,
    async *plan() {
      yield { params: null, tail: true }
    },
    read: (context, _slice, from) =>
      asChanges(
        datedPages<RefundRow>(context, listOf(context.config, refundFields), from),
        (rows) => withOrders(context, rows),
      ),
    keys: (context, _slice, from) =>
      asKeys(
        datedPages<RefundRow>(context, listOf(context.config, 'id,date_created_gmt'), from),
        ({ id }) => [id],
      ),
  },
  get: { maxKeys: 100, read: readRefunds },
})

function listOf({ startDate }: Settings, fields: string): DatedList {
  return { path: 'refunds', query: { _fields: fields }, by: 'date', startDate }
}

async function readRefunds(context: Context<Settings>, keys: readonly Key[]) {
  const rows = await readByIds<RefundRow>(context, keys, {
    path: 'refunds',
    lists: [{ _fields: refundFields }],
  })
  const whole = await withOrders(
    context,
    rows.flatMap((row) => (row !== null && isSinceStart(context.config, row) ? row : [])),
  )
  return rows.map((row) => whole.find((one) => one.id === row?.id) ?? null)
}

/** Refunds with the currency and the customer of their orders: one or two requests a page. */
export async function withOrders(
  context: Context<Settings>,
  rows: readonly RefundRow[],
): Promise<readonly RefundRow[]> {
  const orders = new Map<number, OrderOfRefund>()
  for (const status of ['any', 'trash']) {
    const ids = new Set(rows.map((row) => row.parent_id).filter((id) => !orders.has(id)))
    if (ids.size === 0) break
    const { rows: found } = await readRows(context, {
      path: 'orders',
      query: {
        include: [...ids].join(','),
        status,
        per_page: String(ids.size),
        _fields: 'id,status,currency,customer_id,billing',
      },
    })
    for (const order of found) {
      const { id, status: own, currency, customer_id, billing } = orderOfRefund.parse(order)
      orders.set(id, {
        id,
        status: own,
        currency,
        customer_id,
        billing: { email: billing.email },
      })
    }
  }
  return rows.map((row) => completed(row, { order: orders.get(row.parent_id) ?? null }))
}
