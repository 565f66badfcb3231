import { fault, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { assumedStoredWithinMs } from './assumptions.ts'
import { askContacthub, otherShape, recordFault } from './client.ts'
import { eventBody } from './event-body.ts'
import { customerOf } from './event-customer.ts'
import type { EventItem } from './event-item.ts'
import { oneByOne } from './one-by-one.ts'
import { isTrusted, type Settings } from './settings.ts'

const told = z.looseObject({ id: z.string().min(1) })
const route = '/events'

/** Sends events, each once. `isHistory`: what a new delivery sends of the past too. */
export function writeEvents(isHistory: boolean) {
  return (
    context: Context<Settings>,
    items: readonly SinkItem<EventItem>[],
  ): Promise<readonly Outcome[]> => oneByOne(items, (item) => writeEvent(context, item, isHistory))
}

async function writeEvent(
  context: Context<Settings>,
  item: SinkItem<EventItem>,
  isHistory: boolean,
): Promise<Outcome> {
  // What happened stays happened.
  if (item.op === 'delete') return { status: 'ok' }
  const { backfill = 'orders' } = context.config
  const isSent = backfill === 'all' || (backfill === 'orders' && isHistory)
  if (item.cause === 'backfill' && !isSent) return wasThere
  return sendEvent(context, item.item, item.references)
}

const wasThere: Outcome = {
  status: 'skipped',
  reason: 'It was there before; the setting `backfill` would send it.',
  again: 'changed',
}

/** Sends one event. A repeat would be a second one, so what nobody saw the end of is not sent again here. */
export async function sendEvent(
  context: Context<Settings>,
  item: EventItem,
  references: SinkItem['references'],
): Promise<Outcome> {
  const whose = await customerOf(context, item, references)
  if ('status' in whose) return whose
  const answer = await askContacthub(context, {
    method: 'POST',
    path: ['events'],
    route,
    effect: 'once',
    expect: [400, 404],
    body: eventBody(context.config, item, whose),
  })
  if (answer.status >= 400) return { status: 'failed', fault: recordFault('this event', answer) }
  if (answer.status !== 202) throw otherShape(answer.request)
  const id = told.safeParse(answer.body).data?.id
  const { confirmEvents = false, storedWithinMs = assumedStoredWithinMs } = context.config
  if (confirmEvents && id !== undefined && isTrusted(context.config))
    return { status: 'pending', ticket: id, afterMs: storedWithinMs }
  return { status: 'ok', ...(id !== undefined && { remoteId: id }) }
}

/** Whether events that were accepted are there; what is not by then was taken and thrown away. */
export async function pollEvents(
  context: Context<Settings>,
  ticket: string,
  items: readonly SinkItem<EventItem>[],
): Promise<readonly Outcome[]> {
  return oneByOne(items, async (): Promise<Outcome> => {
    const answer = await askContacthub(context, {
      path: ['events', ticket],
      route: '/events/{id}',
      expect: [404],
    })
    return answer.status === 404
      ? { status: 'failed', fault: notKept }
      : { status: 'ok', remoteId: ticket }
  })
}

const notKept = fault({
  kind: 'record',
  message: 'Contacthub took the event and did not keep it.',
  hint: 'See whether this type of event is enabled in the workspace (Settings, Events); if events take longer to be stored, raise `storedWithinMs`. Then replay.',
  request: { method: 'GET', route: '/events/{id}', status: 404 },
})
