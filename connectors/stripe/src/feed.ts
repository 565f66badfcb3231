import { isFault, type Context, type Entry } from '@cartograph/core'
import * as z from 'zod'
import { visibleWithinMs } from './assumptions.ts'
import { askList } from './client.ts'
import { toldStreams } from './event-types.ts'
import { entriesOf, fatEvent, type FatEvent } from './events.ts'
import { kit, type Settings } from './settings.ts'

const dayMs = 86_400_000
/** Events may show up later than they should; so much of what was read is looked through again. */
const overlapSeconds = 10
const route = '/v1/events'

const position = z.object({
  /** Events that happened before this second have been read. */
  through: z.int(),
  /** Those read that happened within the overlap before it. */
  seen: z.array(z.string()),
  /** The walk under way, from the newest to the oldest. */
  walk: z
    .object({ until: z.int(), after: z.string().nullable(), recent: z.array(z.string()) })
    .nullable(),
})
type Position = z.infer<typeof position>

/**
 * The log of events, of everything that has a stream; the streams it names are those that it tells without a gap.
 *
 * It stays a minute behind, because events become visible late, and goes by the second, because that is all an event says of
 * its instant; their ids are in no order. Stripe keeps events for 30 days.
 *
 * @see https://docs.stripe.com/api/events and https://blog.sequin.io/finding-and-fixing-eventual-consistency-with-stripe-events
 */
export const feed = kit.feed<Position>({
  streams: toldStreams,
  position,
  retentionMs: 30 * dayMs,
  settleMs: visibleWithinMs,
  permissions: ['Events: Read'],
  start: async (context) => ({ through: settled(context), seen: [], walk: null }),
  async *read(context, from) {
    let { through } = from
    let seen = new Set(from.seen)
    let walk = from.walk ?? beginWalk(context)
    // A walk that was interrupted ends where it would have ended then, and is not yet all there is.
    let isPresent = from.walk === null
    if (walk.until <= through) {
      yield { items: [], next: from, end: true }
      return
    }
    for (;;) {
      const answer = await askEvents(context, through - overlapSeconds, walk)
      if (answer === 'eventIsGone') {
        walk = { until: walk.until, after: null, recent: [] }
        continue
      }
      const events = answer.data.flatMap(eventOf)
      const items = events
        .filter(({ id }) => !seen.has(id))
        .flatMap((event) => told(event, context))
      const recent = [...walk.recent, ...idsSince(events, walk.until - overlapSeconds)]
      const last = answer.data.at(-1)
      if (!answer.has_more || last === undefined) {
        const now = beginWalk(context)
        isPresent ||= now.until <= walk.until
        yield { items, next: { through: walk.until, seen: recent, walk: null }, end: isPresent }
        if (isPresent) return
        through = walk.until
        seen = new Set(recent)
        walk = now
        isPresent = true
        continue
      }
      walk = { until: walk.until, after: last.id, recent }
      yield { items, next: { through, seen: [...seen], walk } }
    }
  },
})

function beginWalk(context: Context<Settings>): NonNullable<Position['walk']> {
  return { until: settled(context), after: null, recent: [] }
}

/** The second up to which events are visible. */
function settled(context: Context<Settings>): number {
  return Math.floor(Math.min(context.run.until, context.now() - visibleWithinMs) / 1000)
}

function eventOf(row: unknown): readonly FatEvent[] {
  const parsed = fatEvent.safeParse(row)
  return parsed.success ? [parsed.data] : []
}

function told(event: FatEvent, { config }: Context<Settings>): readonly Entry[] {
  const isOurs = typeof event.account !== 'string' || event.account === config.account
  return isOurs ? entriesOf(event, config) : []
}

function idsSince(events: readonly FatEvent[], second: number): readonly string[] {
  return events.filter(({ created }) => created >= second).map(({ id }) => id)
}

async function askEvents(
  context: Context<Settings>,
  since: number,
  { until, after }: NonNullable<Position['walk']>,
) {
  try {
    return await askList(context, {
      route,
      query: {
        'created[gte]': String(since),
        'created[lt]': String(until),
        ...(after !== null && { starting_after: after }),
      },
    })
  } catch (error) {
    if (after !== null && isFault(error) && error.kind === 'notFound') return 'eventIsGone'
    throw error
  }
}
