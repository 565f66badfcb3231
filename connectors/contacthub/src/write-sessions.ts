import type { Context, Outcome, SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { askContacthub, parsedAs, recordFault } from './client.ts'
import { findCustomers, pageOf } from './find-customer.ts'
import { oneByOne } from './one-by-one.ts'
import type { SessionItem } from './session-item.ts'
import { isTrusted, type Settings } from './settings.ts'

const session = z.looseObject({ id: z.string().nullish(), value: z.string() })
/** Whether they come as a list or as a page is not told. */
const listed = z.union([z.array(session), pageOf(session).transform(({ elements }) => elements)])
const route = '/customers/{id}/sessions'

/** Gives sessions to customers; what a customer has already is not given again. */
export async function writeSessions(
  context: Context<Settings>,
  items: readonly SinkItem<SessionItem>[],
): Promise<readonly Outcome[]> {
  return oneByOne(items, (item) =>
    item.op === 'delete' ? Promise.resolve({ status: 'ok' }) : writeSession(context, item),
  )
}

async function writeSession(
  context: Context<Settings>,
  { item, references }: Extract<SinkItem<SessionItem>, { readonly op: 'write' }>,
): Promise<Outcome> {
  const { externalId } = item
  const [customerId] =
    (references['customer'] ?? null) === null && isTrusted(context.config)
      ? await findCustomers(context, { externalId })
      : [references['customer'] ?? undefined]
  if (customerId === undefined) return nobody
  const path = ['customers', customerId, 'sessions']
  if (isTrusted(context.config)) {
    const before = await askContacthub(context, { path, route, expect: [404] })
    if (before.status === 404)
      return { status: 'failed', fault: recordFault('this session', before) }
    const own = parsedAs(listed, before).find(({ value }) => value === item.sessionId)
    if (own !== undefined) return done(own.id)
  }
  const answer = await askContacthub(context, {
    method: 'POST',
    path,
    route,
    effect: 'once',
    expect: [400, 404, 409],
    body: { value: item.sessionId },
  })
  if (answer.status >= 400) return { status: 'failed', fault: recordFault('this session', answer) }
  return done(session.safeParse(answer.body).data?.id)
}

const nobody: Outcome = {
  status: 'skipped',
  reason: 'The customer is not in Contacthub yet, or their id is not told to an untrusted source.',
  again: 'later',
}

function done(id: string | null | undefined): Outcome {
  return { status: 'ok', ...((id ?? null) !== null && { remoteId: id ?? '' }) }
}
