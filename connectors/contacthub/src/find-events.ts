import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { keyName, typesWithoutExtras } from './assumptions.ts'
import { askContacthub, parsedAs } from './client.ts'
import { sentProperties } from './event-body.ts'
import type { EventItem } from './event-item.ts'
import { pageOf, pageSize } from './find-customer.ts'
import { changeTo } from './plain-data.ts'
import type { Settings } from './settings.ts'
import { shownEvent, type ShownEvent } from './shown-event.ts'

type Found = Extract<Outcome, { readonly status: 'ok' | 'untouched' | 'unknown' }>

const page = pageOf(shownEvent)
/** Instants may be kept by the second. */
const grainMs = 1_000

/** Whether events are there of which nobody saw the outcome: they are told by the key that they carry. */
export async function resolveEvents(
  context: Context<Settings>,
  items: readonly SinkItem<EventItem>[],
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const item of items) found.push(await resolved(context, item))
  return found
}

async function resolved(context: Context<Settings>, item: SinkItem<EventItem>): Promise<Found> {
  if (item.op === 'delete') return { status: 'ok' }
  const at = Date.parse(item.item.at)
  const known = item.references['customer'] ?? item.item.customer.id ?? null
  for (let number = 0; ; number += 1) {
    const answer = await askContacthub(context, {
      path: ['events'],
      route: '/events',
      query: {
        ...(known === null ? { nodeId: context.config.nodeId } : { customerId: known }),
        type: item.item.type,
        dateFrom: new Date(at - grainMs).toISOString(),
        dateTo: new Date(at + grainMs).toISOString(),
        page: String(number),
        size: String(pageSize),
      },
      expect: [404],
    })
    // A customer who is not there has no events.
    if (answer.status === 404) return { status: 'untouched' }
    const { elements } = parsedAs(page, answer)
    const same = elements.find((event) => isSame(context.config, item.item, event))
    if (same !== undefined) return { status: 'ok', remoteId: same.id }
    if (elements.length < pageSize) return { status: 'untouched' }
  }
}

function isSame(config: Settings, item: EventItem, { properties }: ShownEvent): boolean {
  if (!typesWithoutExtras.has(item.type)) return properties?.extraProperties?.[keyName] === item.key
  return Object.keys(changeTo(properties, sentProperties(config, item))).length === 0
}
