import { assumed } from '../assumptions.ts'
import type { JsonObject } from '../json.ts'
import { created, ok, refusal, type Answer } from '../rest/answer.ts'
import { isForced } from '../rest/forced.ts'
import { withLinks } from '../rest/links.ts'
import { listAnswer } from '../rest/list-answer.ts'
import { listParameters } from '../rest/list-parameters.ts'
import type { RestRequest, Route } from '../rest/route.ts'
import { selected, type Page } from '../rest/selection.ts'
import type { Store } from '../store/store.ts'
import type { OrderChanges } from './order-changes.ts'
import { lightFields, lightRow, orderRow } from './order-row.ts'
import { orderStatuses, statusNames } from './order-status.ts'
import type { OrderEntry } from './order.ts'

export const invalidOrder = refusal(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.')

/** The endpoints of orders. */
export function orderRoutes(store: Store, changes: OrderChanges): readonly Route[] {
  const show = (entry: OrderEntry, root: string) => shownOrder(store, entry, root)
  const withOrder = (request: RestRequest, act: (entry: OrderEntry) => Answer): Answer => {
    const entry = store.orders.get(Number(request.ids[0]))
    return entry === undefined ? invalidOrder : act(entry)
  }
  return [
    {
      path: 'wc/v3/orders',
      parameters: orderParameters,
      GET(request) {
        const page = orderPage(store, request)
        const fields = request.query.list('_fields')
        const isLight = fields?.every((field) => lightFields.has(field)) ?? false
        const rows = page.rows.map((entry) =>
          isLight ? lightRow(store, entry) : show(entry, request.root),
        )
        return listAnswer(request, page, rows, [
          ['status[0]', 'any'],
          ...(rows.length === 0
            ? []
            : ([
                ['dp', '2'],
                ['context', 'view'],
              ] as const)),
        ])
      },
      POST({ body, root }) {
        const problem = inputProblem(body)
        if (problem !== undefined) return problem
        const entry = changes.create(body)
        return created(show(entry, root), `${root}/wc/v3/orders/${entry.id}`)
      },
    },
    {
      path: 'wc/v3/orders/#',
      GET: (request) => withOrder(request, (entry) => ok(show(entry, request.root))),
      PUT: (request) =>
        withOrder(request, (entry) => {
          const problem = inputProblem(request.body)
          return problem ?? ok(show(changes.update(entry, request.body), request.root))
        }),
      DELETE: (request) =>
        withOrder(request, (entry) => {
          const before = show(entry, request.root)
          if (isForced(request)) changes.remove(entry)
          else if (entry.status === 'trash') return assumed.alreadyTrashed
          else changes.trash(entry)
          // The answer still shows the order as it was.
          return ok(before)
        }),
    },
    {
      path: 'wc/v3/orders/statuses',
      GET: () => ok(Object.entries(statusNames).map(([slug, name]) => ({ slug, name }))),
    },
  ]
}

export function shownOrder(store: Store, entry: OrderEntry, root: string): JsonObject {
  const self = `${root}/wc/v3/orders/${entry.id}`
  return withLinks(orderRow(store, entry, store.contentOf(entry)), {
    self,
    collection: `${root}/wc/v3/orders`,
    allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    more: {
      email_templates: [{ embeddable: true, href: `${self}/actions/email_templates` }],
      ...(entry.customerId !== 0 && {
        customer: [{ href: `${root}/wc/v3/customers/${entry.customerId}` }],
      }),
    },
  })
}

const askableStatuses = ['any', 'trash', 'auto-draft', ...orderStatuses]

// `dp`, and what would show or hide meta fields, is told but does nothing here.
const orderParameters = {
  ...listParameters({
    dates: 'both',
    orderBy: ['date', 'id', 'include', 'title', 'slug', 'modified'],
    orderByDefault: 'date',
    orderDefault: 'desc',
  }),
  parent: { type: 'array', default: [] },
  parent_exclude: { type: 'array', default: [] },
  status: { type: 'array', default: 'any', entries: askableStatuses },
  customer: { type: 'integer' },
  product: { type: 'integer' },
  dp: { type: 'integer', default: 2 },
  order_item_display_meta: { type: 'boolean', default: false },
  include_meta: { type: 'array', default: [] },
  exclude_meta: { type: 'array', default: [] },
  created_via: { type: 'array' },
} as const

/** `any` leaves drafts of the checkout and the trash out, and wins over whatever stands beside it. */
function statusesIn(asked: readonly string[] | undefined): (status: string) => boolean {
  if (asked === undefined || asked.length === 0 || asked.includes('any')) {
    return (status) => !hidden.has(status)
  }
  const wanted = new Set(asked)
  return (status) => wanted.has(status)
}

const hidden: ReadonlySet<string> = new Set(['checkout-draft', 'trash', 'auto-draft'])

function orderPage(store: Store, { query }: RestRequest): Page<OrderEntry> {
  const hasStatus = statusesIn(query.list('status'))
  const customer = query.get('customer')
  const product = query.get('product')
  const search = query.get('search')?.toLowerCase()
  const channels = query.list('created_via')
  const parents = query.list('parent')?.map(Number) ?? []
  const orderBy = query.get('orderby') ?? 'date'
  return selected({
    table: store.orders,
    query,
    time: store.time,
    dates: { created: true, modified: true },
    orderBy: orderBy === 'date' || orderBy === 'modified' ? orderBy : 'id',
    descending: (query.get('order') ?? 'desc') === 'desc',
    forgetsTotalPastEnd: true,
    matches(entry) {
      if (!hasStatus(entry.status)) return false
      if (customer !== undefined && entry.customerId !== Number(customer)) return false
      if (parents.length > 0 && !parents.includes(0)) return false
      if (product === undefined && search === undefined && channels === undefined) return true
      const { lines, billing, number, createdVia } = store.contentOf(entry)
      if (channels?.includes(createdVia) === false) return false
      const hasProduct =
        product === undefined || lines.some(({ productId }) => productId === Number(product))
      const text = [number, billing.email, billing.last_name, billing.first_name].join(' ')
      return hasProduct && (search === undefined || text.toLowerCase().includes(search))
    },
  })
}

function inputProblem(body: JsonObject): Answer | undefined {
  const { billing, status } = body
  if (typeof billing === 'object' && billing !== null && 'email' in billing) {
    if (billing['email'] === '') return invalidParameter('billing', 'Invalid email address.')
  }
  const statuses: readonly string[] = [...orderStatuses, 'trash', 'auto-draft']
  return typeof status === 'string' && !statuses.includes(status)
    ? invalidParameter('status', `status is not one of ${statuses.join(', ')}.`)
    : undefined
}

function invalidParameter(name: string, message: string): Answer {
  return refusal(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`, {
    params: { [name]: message },
    details: { [name]: { code: 'rest_invalid_param', message, data: null } },
  })
}
