import { fault } from '@cartograph/core'
import { askedFields, type Segment } from '../../segments/index.ts'
import type { Store } from '../../store/index.ts'
import { storesOfConnections } from '../asking/stores-of-connections.ts'
import type { Day } from '../calendar/day.ts'
import { factorTo } from '../currency/rate-table.ts'
import { storedRates } from '../currency/stored-rates.ts'
import { inStores } from '../query/in-stores.ts'
import { readFacts } from '../reading/read-facts.ts'
import { evaluateSegment, type SegmentMembers } from './evaluate.ts'
import { segmentWorld } from './world.ts'

export interface BoundScene {
  readonly store: Store
  readonly connections: ReadonlySet<string>
  readonly zoneOf?: ((connection: string) => string | undefined) | undefined
  readonly now: number
  readonly signal: AbortSignal
}

/** What is known of persons, and not of what they bought: any connection of the organisation may have told it. */
const ofPersons: ReadonlySet<string> = new Set([
  'registered_days_ago',
  'subscriptions_active',
  'subscription_ended_days_ago',
  'language',
  'tags',
])

/** Whether a segment can be judged by what happened in some stores alone. */
export function isOfStores(segment: Segment): boolean {
  return askedFields(segment).every(
    ({ of, field = '' }) => of !== 'event' && !(of === 'customer' && ofPersons.has(field)),
  )
}

/**
 * Who or what is in segments at the end of a day, judged by the orders, refunds, payments and carts of some connections' stores alone.
 *
 * Customers are those who bought there. All rows are read: what is kept of customers is of the whole organisation.
 *
 * @throws a `config` fault for a segment that looks at more than that.
 */
export async function boundMembers(
  { store, connections, now, signal, zoneOf }: BoundScene,
  segments: readonly Segment[],
  { asOf, currency }: { readonly asOf: Day; readonly currency: string },
): Promise<readonly SegmentMembers[]> {
  for (const segment of segments) if (!isOfStores(segment)) throw notOfStores(segment)
  const stores = await store.read((dialect, org) => storesOfConnections(dialect, org, connections))
  if (stores.length === 0) return segments.map(() => ({ members: [], tooLittleData: false }))
  const read = await readFacts(store, { now, signal, ...(zoneOf !== undefined && { zoneOf }) })
  const facts = inStores(read.facts, stores)
  const currencies = [...new Set([currency, ...facts.orders.map((order) => order.currency)])]
  const rates = await store.read((dialect, org) =>
    storedRates(dialect, org, currencies, { from: -100_000, to: 100_000 }),
  )
  const world = segmentWorld({
    ...read,
    facts,
    persons: [],
    subscriptions: [],
    events: [],
    products: read.products.filter(({ id }) => connections.has(id.split(':')[0] ?? '')),
    asOf,
    factor: factorTo(rates, currency),
  })
  return segments.map((segment) => evaluateSegment(segment, world))
}

function notOfStores({ id }: Segment): Error {
  return fault({
    kind: 'config',
    message: `The segment "${id}" looks at what the whole organisation knows of customers, and the token is bound to nodes.`,
    hint: 'Take one that looks at orders, refunds, payments, carts and products alone, or a token that is not bound to nodes.',
  })
}
