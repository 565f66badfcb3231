import type { Context, Outcome, SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { askContacthub, recordFault, type Answered } from './client.ts'
import { conflictingId } from './conflict.ts'
import { customerBody } from './customer-body.ts'
import type { CustomerItem } from './customer-item.ts'
import { subscriptionsOf } from './customer-subscriptions.ts'
import { filled, together, isRecord } from './plain-data.ts'
import type { Settings } from './settings.ts'

type Write = Extract<SinkItem<CustomerItem>, { readonly op: 'write' }>

const told = z.looseObject({ id: z.string() })

/**
 * Writes a customer as a source that reads nothing, and may not be told whom it made or conflicts with.
 *
 * Of somebody who is there already lists are left alone, because they would be replaced unseen, and so is a no by a yes.
 */
export async function writeBlind(
  context: Context<Settings>,
  { item, remoteId }: Write,
): Promise<Outcome> {
  const now = context.now()
  const wanted = customerBody(context.config, item, { now, standing: 'new' })
  const change = customerBody(context.config, item, { now, standing: 'unseen' })
  if (remoteId !== undefined) {
    const answer = await patch(context, remoteId, change)
    if (answer.status !== 404) return outcomeOf(answer, remoteId)
  }
  const subscriptions = filled({
    base: { subscriptions: subscriptionsOf(item, now) },
  })
  const answer = await askContacthub(context, {
    method: 'POST',
    path: ['customers'],
    route: '/customers',
    effect: 'once',
    expect: [400, 409],
    body: {
      nodeId: context.config.nodeId,
      externalId: item.externalId,
      ...together(wanted, isRecord(subscriptions) ? subscriptions : {}),
      tags: { auto: [], manual: [...new Set(item.tags ?? [])] },
    },
  })
  if (answer.status !== 409) return outcomeOf(answer, told.safeParse(answer.body).data?.id)
  const id = conflictingId(answer.body)
  return id === undefined ? hidden : outcomeOf(await patch(context, id, change), id)
}

const hidden: Outcome = {
  status: 'skipped',
  reason:
    'Somebody of this address is in Contacthub, and an untrusted source is not told who: nothing was changed.',
  again: 'changed',
}

function patch(context: Context<Settings>, id: string, body: object): Promise<Answered> {
  return askContacthub(context, {
    method: 'PATCH',
    path: ['customers', id],
    route: '/customers/{id}',
    expect: [400, 404, 409],
    body,
  })
}

function outcomeOf(answer: Answered, remoteId: string | undefined): Outcome {
  if (answer.status >= 400) return { status: 'failed', fault: recordFault('this customer', answer) }
  return { status: 'ok', ...(remoteId !== undefined && { remoteId }) }
}
