import type { Context, Outcome, SinkItem } from '@cartograph/core'
import {
  assumedEventsWithinMs,
  assumedPurchasesWithinMs,
  landsWithinMs,
  trackingTimeoutMs,
} from './assumptions.ts'
import { kit, type Settings } from './settings.ts'
import { pathOf, tell, tellAll, type ToTell } from './track.ts'
import {
  basketItem,
  eventItem,
  purchaseItem,
  type BasketItem,
  type EventItem,
  type PurchaseItem,
  type Visitor,
} from './tracked-item.ts'
import { basketOf, eventOf, purchaseOf, type Tracked } from './tracking-query.ts'

/** One at a time: of what was sent together with something whose end nobody saw, nothing could be told either. */
const batch = { maxItems: 1, maxBytes: 100_000 }

/** What happens to visitors, told as it happens and never again. */
export function trackingSinksOf(config: Settings) {
  const { onUnknown = 'lose' } = config
  const shared = {
    key: ({ key }: Visitor) => key,
    batch,
    timeoutMs: 2 * trackingTimeoutMs,
    landMs: landsWithinMs,
    serialBy: whoOf,
    subject: subjectOf(config),
  }
  const eventsLive = liveWithin(config.eventsWithinMs ?? assumedEventsWithinMs)
  const purchasesLive = liveWithin(config.purchasesWithinMs ?? assumedPurchasesWithinMs)
  const purchases = (endpoint: 'rsa' | 'stream') =>
    kit.sink({
      ...shared,
      schema: purchaseItem,
      mode: 'append',
      onUnknown,
      live: purchasesLive,
      write: (context, items) =>
        tellAll<PurchaseItem>(
          context,
          items,
          liveOnly((item) => purchaseOf(item, endpoint)),
          'once',
        ),
    })
  return {
    events: kit.sink({
      ...shared,
      schema: eventItem,
      mode: 'append',
      onUnknown,
      live: eventsLive,
      write: (context, items) =>
        tellAll<EventItem>(
          context,
          items,
          liveOnly((item) => eventOf(config, item)),
          'once',
        ),
    }),
    baskets: kit.sink<BasketItem>({
      ...shared,
      schema: basketItem,
      mode: 'upsert',
      deletes: true,
      // The whole basket is told each time: twice is once.
      onUnknown: 'repeat',
      live: eventsLive,
      write: (context, items) =>
        tellAll(context, items, (each) => basketToTell(context, each), 'repeatable'),
    }),
    purchases: purchases('rsa'),
    offlinePurchases: purchases('stream'),
  }
}

/** A single event of a visitor, for automations. */
export function trackingActionsOf(config: Settings) {
  const { onUnknown = 'lose' } = config
  return {
    track: kit.action({
      schema: eventItem,
      onUnknown,
      timeoutMs: trackingTimeoutMs,
      landMs: landsWithinMs,
      subject: subjectOf(config),
      run: async (context, input) => {
        const path = pathOf(context, () => eventOf(context.config, input))
        return typeof path === 'string' ? tell(context, path, 'once') : path
      },
    }),
  }
}

function basketToTell(context: Context<Settings>, item: SinkItem<BasketItem>): ToTell {
  const { config } = context
  if (item.op === 'write') return item.cause === 'backfill' ? earlier : basketOf(config, item.item)
  const { last, because } = item
  const { eventsWithinMs = assumedEventsWithinMs } = config
  // Whoever is erased is not told about once more, and of an old basket Raptor would think that it was new.
  const isOver = last === undefined || context.now() - Date.parse(last.at) > eventsWithinMs
  return because === 'erased' || isOver ? done : basketOf(config, last, [])
}

const done: Outcome = { status: 'ok' }

/** What the store had before the delivery began is never told: Raptor would take it for new. */
const earlier: Outcome = {
  status: 'skipped',
  reason: 'It was there before the delivery began, and Raptor takes what it is told for new.',
  again: 'changed',
}

function liveOnly<Item extends object>(told: (item: Item) => Tracked) {
  return (each: SinkItem<Item>): ToTell => {
    if (each.op === 'delete') return done
    return each.cause === 'backfill' ? earlier : told(each.item)
  }
}

function liveWithin(maxAgeMs: number) {
  return { at: ({ at }: Visitor) => Date.parse(at), maxAgeMs }
}

/** One visitor's events keep their order. */
function whoOf({ cookieId, email, userId, key }: Visitor): string {
  return cookieId ?? email ?? userId ?? key
}

function subjectOf({ needsConsent = true }: Settings) {
  return ({ email, customer }: Visitor) => {
    const isKnown = (email ?? '') !== '' || (customer ?? '') !== ''
    if (!isKnown) return null
    return {
      ...((email ?? '') !== '' && { email: email ?? '' }),
      ...((customer ?? '') !== '' && { customerId: customer ?? '' }),
      ...(needsConsent && { needs: ['profiling' as const] }),
    }
  }
}
