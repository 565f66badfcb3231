import { assumed, noTrashFor } from '../assumptions.ts'
import { textOr, type Json, type JsonObject } from '../json.ts'
import { hundredthsOf } from '../money.ts'
import { created, ok, type Answer } from '../rest/answer.ts'
import { isForced } from '../rest/forced.ts'
import { withLinks } from '../rest/links.ts'
import { listAnswer } from '../rest/list-answer.ts'
import { listParameters } from '../rest/list-parameters.ts'
import type { RestRequest, Route } from '../rest/route.ts'
import { selected } from '../rest/selection.ts'
import type { Store } from '../store/store.ts'
import { objectsIn } from './order-input.ts'
import type { OrderEntry } from './order.ts'
import type { RefundChanges } from './refund-changes.ts'
import { refundRow } from './refund-row.ts'
import type { RefundEntry, RefundLine } from './refund.ts'

const parameters = {
  ...listParameters({
    dates: 'both',
    orderBy: ['date', 'id', 'include', 'title', 'slug', 'modified'],
    orderByDefault: 'date',
    orderDefault: 'desc',
  }),
  parent: { type: 'array', default: [] },
  parent_exclude: { type: 'array', default: [] },
  dp: { type: 'integer', default: 2 },
  order_item_display_meta: { type: 'boolean', default: false },
  include_meta: { type: 'array', default: [] },
  exclude_meta: { type: 'array', default: [] },
} as const

/** The endpoints of refunds: those of one order, and the list of all. */
export function refundRoutes(store: Store, changes: RefundChanges): readonly Route[] {
  const listed = (request: RestRequest, orderId: number | undefined): Answer => {
    const { query, root } = request
    const parents = query.list('parent')?.map(Number) ?? []
    const orderBy = query.get('orderby') ?? 'date'
    const page = selected({
      table: store.refunds,
      query,
      time: store.time,
      dates: { created: true, modified: true },
      orderBy: orderBy === 'date' || orderBy === 'modified' ? orderBy : 'id',
      descending: (query.get('order') ?? 'desc') === 'desc',
      forgetsTotalPastEnd: true,
      matches: (refund) =>
        (orderId === undefined || refund.orderId === orderId) &&
        (parents.length === 0 || parents.includes(refund.orderId)),
    })
    const inGlobalList = orderId === undefined
    const rows = page.rows.map((refund) => shownRefund(store, refund, { root, inGlobalList }))
    return listAnswer(request, page, rows, rows.length === 0 ? [] : [['dp', '2']])
  }
  const withOrder = ({ ids }: RestRequest, act: (order: OrderEntry) => Answer): Answer => {
    const order = store.orders.get(Number(ids[0]))
    return order === undefined ? assumed.invalidOrderOfRefund : act(order)
  }
  const withRefund = (request: RestRequest, act: (refund: RefundEntry) => Answer): Answer =>
    withOrder(request, (order) => {
      const refund = store.refunds.get(Number(request.ids[1]))
      return refund?.orderId === order.id ? act(refund) : assumed.invalidRefund
    })
  return [
    { path: 'wc/v3/refunds', parameters, GET: (request) => listed(request, undefined) },
    {
      path: 'wc/v3/orders/#/refunds',
      parameters,
      GET: (request) => withOrder(request, (order) => listed(request, order.id)),
      POST: (request) =>
        withOrder(request, (order) => {
          const refund = changes.create(order, inputFrom(request.body))
          if (refund === undefined) return assumed.cannotRefund
          const { root, path } = request
          const shown = shownRefund(store, refund, { root, inGlobalList: false })
          return created(shown, `${root}/${path}/${refund.id}`)
        }),
    },
    {
      path: 'wc/v3/orders/#/refunds/#',
      GET: (request) =>
        withRefund(request, (refund) =>
          ok(shownRefund(store, refund, { root: request.root, inGlobalList: false })),
        ),
      DELETE: (request) =>
        withRefund(request, (refund) => {
          if (!isForced(request)) return noTrashFor('Order refunds')
          const before = shownRefund(store, refund, { root: request.root, inGlobalList: false })
          changes.remove(refund)
          return ok(before)
        }),
    },
  ]
}

function shownRefund(
  store: Store,
  refund: RefundEntry,
  { root, inGlobalList }: { readonly root: string; readonly inGlobalList: boolean },
): JsonObject {
  const order = `${root}/wc/v3/orders/${refund.orderId}`
  return withLinks(refundRow(store, refund, { inGlobalList }), {
    self: `${order}/refunds/${refund.id}`,
    collection: `${order}/refunds`,
    allow: ['GET', 'DELETE'],
    more: { up: [{ href: order }] },
  })
}

/** Without an amount it is what the lines come to. */
function inputFrom(body: JsonObject): {
  readonly amount: number
  readonly reason: string
  readonly lines: readonly RefundLine[]
} {
  const lines = objectsIn(body['line_items']).map((item) => ({
    itemId: Number(item['id'] ?? 0),
    quantity: Number(item['quantity'] ?? 0),
    total: hundredthsOf(textOr(item['refund_total'], '0')),
    tax: taxIn(item['refund_tax']),
  }))
  const sum = lines.reduce((total, line) => total + line.total + line.tax, 0)
  const { amount, reason } = body
  return {
    amount: amount === undefined ? sum : hundredthsOf(textOr(amount, '0')),
    reason: textOr(reason, ''),
    lines,
  }
}

function taxIn(value: Json | undefined): number {
  return objectsIn(value).reduce(
    (sum, tax) => sum + hundredthsOf(textOr(tax['refund_total'], '0')),
    0,
  )
}
