import { upserts, type Context, type Page } from '@cartograph/core'
import * as z from 'zod'
import { assumedEventOverlapMs, assumedEventsBackMs } from './assumptions.ts'
import { askContacthub, parsedAs } from './client.ts'
import { pageOf, pageSize } from './find-customer.ts'
import { kit, searchLagOf, type Settings } from './settings.ts'
import { shownEvent, type ShownEvent } from './shown-event.ts'

/** Where a walk over days is. Instants in milliseconds since 1970. */
const eventsPosition = z.strictObject({
  /** From when on events are read, by their own date. */
  from: z.number(),
  /** From 0, within one day. */
  page: z.int().min(0),
  /** Where the walk under way ends; `null` between walks. */
  until: z.number().nullable(),
})
type Position = z.infer<typeof eventsPosition>

const page = pageOf(shownEvent)
const dayMs = 86_400_000

/**
 * Events of the node, day by day of their own date, because nothing else can be asked for.
 *
 * What is told late is found by looking back. Deletions are only told by the updates.
 */
export const eventsOf = (config: Settings) =>
  kit.stream({
    schema: shownEvent,
    key: ({ id }) => id,
    deletes: config.readsUpdates === true ? 'reported' : 'never',
    staleMs: searchLagOf(config),
    permissions: ['Events: read'],
    list: {
      params: z.null(),
      position: eventsPosition,
      async *plan() {
        yield { params: null, tail: true }
      },
      async *read(context, _slice, from) {
        for await (const { items, ...rest } of walk(context, from))
          yield { ...rest, items: upserts(items) }
      },
    },
    get: {
      maxKeys: 10,
      read: async (context, keys) => {
        const rows: (ShownEvent | null)[] = []
        for (const [id] of keys) rows.push(await readEvent(context, String(id)))
        return rows
      },
    },
  })

async function readEvent(context: Context<Settings>, id: string): Promise<ShownEvent | null> {
  const answer = await askContacthub(context, {
    path: ['events', id],
    route: '/events/{id}',
    expect: [404],
  })
  return answer.status === 404 ? null : parsedAs(shownEvent, answer)
}

async function* walk(
  context: Context<Settings>,
  position: Position | undefined,
): AsyncGenerator<Page<ShownEvent, Position>> {
  const { config, run } = context
  let here = position ?? { from: firstInstant(config, run.until), page: 0, until: null }
  const until = here.until ?? run.until - searchLagOf(config)
  for (;;) {
    const to = Math.min(here.from + dayMs, Math.max(until, here.from))
    const items = await readPage(context, { from: here.from, to, number: here.page })
    const isDayOver = items.length < pageSize
    if (isDayOver && to >= until) {
      const back = until - (config.eventOverlapMs ?? assumedEventOverlapMs)
      const first = firstInstant(config, run.until)
      yield { items, next: { from: Math.max(back, first), page: 0, until: null }, end: true }
      return
    }
    here = isDayOver ? { from: to, page: 0, until } : { ...here, page: here.page + 1, until }
    yield { items, next: here }
  }
}

async function readPage(
  context: Context<Settings>,
  asked: { readonly from: number; readonly to: number; readonly number: number },
): Promise<readonly ShownEvent[]> {
  const answer = await askContacthub(context, {
    path: ['events'],
    route: '/events',
    query: {
      nodeId: context.config.nodeId,
      // Both ends belong to it, so that no instant falls between two days.
      dateFrom: new Date(asked.from).toISOString(),
      dateTo: new Date(asked.to).toISOString(),
      page: String(asked.number),
      size: String(pageSize),
    },
  })
  return parsedAs(page, answer).elements
}

function firstInstant({ eventsSince }: Settings, until: number): number {
  return eventsSince === undefined
    ? until - assumedEventsBackMs
    : Date.parse(`${eventsSince}T00:00:00.000Z`)
}
