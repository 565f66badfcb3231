import { fault, nearest } from '@cartograph/core'
import { spanStart, type Span } from '../calendar/day.ts'
import { periodName } from '../calendar/range.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import type { History } from './history.ts'

/** By what figures can be parted: every order has exactly one value of each. */
export interface Dimension {
  readonly id: string
  readonly definition: string
  /** Periods of this length; other dimensions have none. */
  readonly span?: Span
  readonly of: (order: OrderFact, history: History) => string
}

/** What an order does not say. */
export const unknownValue = '(unknown)'

function periods(span: Span, definition: string): Dimension {
  return { id: span, definition, span, of: ({ day }) => periodName(spanStart(day, span), span) }
}

const said = (value: string | undefined) => value ?? unknownValue

export const dimensions: readonly Dimension[] = [
  periods('day', 'The day of the order in its store’s time zone.'),
  periods('week', 'The week of the order, from Monday, by ISO 8601.'),
  periods('month', 'The month of the order.'),
  periods('quarter', 'The quarter of the order.'),
  periods('year', 'The year of the order.'),
  {
    id: 'hour',
    definition: 'The hour of the order, 0 to 23, by the store’s clock.',
    of: ({ hour }) => String(hour).padStart(2, '0'),
  },
  {
    id: 'weekday',
    definition: 'The weekday of the order in its store, 1 is Monday.',
    of: ({ weekday }) => String(weekday),
  },
  { id: 'store', definition: 'Where it was sold.', of: ({ store }) => store },
  { id: 'currency', definition: 'The currency that was paid in.', of: ({ currency }) => currency },
  {
    id: 'channel',
    definition: 'How it was placed: web, till or other.',
    of: ({ channel }) => said(channel),
  },
  {
    id: 'payment_method',
    definition: 'How it is paid, in the vendor’s word.',
    of: ({ paymentMethod }) => said(paymentMethod),
  },
  {
    id: 'country',
    definition: 'The country of who pays.',
    of: ({ billing }) => said(billing.country),
  },
  {
    id: 'region',
    definition: 'The region of who pays.',
    of: ({ billing }) => said(billing.region),
  },
  { id: 'city', definition: 'The town of who pays.', of: ({ billing }) => said(billing.city) },
  {
    id: 'shipping_country',
    definition: 'The country that it is sent to.',
    of: ({ shipping }) => said(shipping.country),
  },
  {
    id: 'shipping_region',
    definition: 'The region that it is sent to.',
    of: ({ shipping }) => said(shipping.region),
  },
  {
    id: 'shipping_city',
    definition: 'The town that it is sent to.',
    of: ({ shipping }) => said(shipping.city),
  },
  {
    id: 'customer_kind',
    definition: 'Whether it is the first order ever of its customer: new or returning.',
    of: (order, history) => (history.placeOf(order) === 0 ? 'new' : 'returning'),
  },
  {
    id: 'discounted',
    definition: 'Whether anything was taken off: yes or no.',
    of: ({ amounts }) => (amounts.discounts > 0n ? 'yes' : 'no'),
  },
]

const byId = new Map(dimensions.map((dimension) => [dimension.id, dimension]))

/** @throws a `config` fault for a name that is no dimension. */
export function dimensionNamed(id: string): Dimension {
  const dimension = byId.get(id)
  if (dimension !== undefined) return dimension
  const meant = nearest(id, [...byId.keys()])
  throw fault({
    kind: 'config',
    message: `There is no dimension "${id}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    hint: '`cartograph figures --list` shows all metrics and dimensions.',
  })
}
