import type { Segment } from '../../segments/index.ts'
import type { Store } from '../../store/index.ts'
import type { Day } from '../calendar/day.ts'
import { factorTo } from '../currency/rate-table.ts'
import { storedRates } from '../currency/stored-rates.ts'
import type { Membership } from '../query/in-segment.ts'
import { readFacts, type ReadOptions } from '../reading/read-facts.ts'
import { evaluateSegment } from './evaluate.ts'
import { segmentWorld } from './world.ts'

/** Who was in a segment at the end of a day, found by looking at all rows: slow, and of whichever day and currency. */
export async function membershipByRows(
  store: Store,
  segment: Segment,
  { asOf, currency, ...options }: ReadOptions & { readonly asOf: Day; readonly currency: string },
): Promise<Membership> {
  const read = await readFacts(store, { ...options, withEvents: true })
  const { orders } = read.facts
  const days = orders.flatMap(({ day, refunds }) => [day, ...refunds.map((refund) => refund.day)])
  const currencies = [...new Set([currency, ...orders.map((order) => order.currency)])]
  const range = days.reduce(
    ({ from, to }, day) => ({ from: Math.min(from, day), to: Math.max(to, day) }),
    { from: asOf, to: asOf },
  )
  const rates = await store.read((dialect, org) => storedRates(dialect, org, currencies, range))
  const world = segmentWorld({ ...read, asOf, factor: factorTo(rates, currency) })
  const { members } = evaluateSegment(segment, world)
  return { resource: segment.resource, members: new Set(members) }
}
