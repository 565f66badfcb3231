import type { Event } from '@cartograph/core'
import type { StoreClock } from '../calendar/store-clock.ts'
import { storeOf } from '../facts/row-amounts.ts'
import type { EventFact } from './source.ts'

/** What segments tell of themselves is not asked by segments, or one could follow from itself. */
const own = 'segment.'

/** Undefined where nobody knows to whom it happened. */
export function eventFact(
  row: Event,
  { clock, customer }: { readonly clock: StoreClock; readonly customer: string | undefined },
): EventFact | undefined {
  if (customer === undefined || row.type.startsWith(own)) return undefined
  return {
    id: row.id,
    customer,
    type: row.type,
    day: clock(Date.parse(row.at)).day,
    store: storeOf(row),
    channel: row.channel ?? undefined,
    campaign: row.campaign ?? undefined,
    product: row.productId ?? undefined,
    quantity: row.quantity ?? undefined,
  }
}
