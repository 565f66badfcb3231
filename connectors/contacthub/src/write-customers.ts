import { fault, type Context, type Fault, type Outcome, type SinkItem } from '@cartograph/core'
import { askContacthub, parsedAs, recordFault, type Answered } from './client.ts'
import { conflictingId } from './conflict.ts'
import { cleared, customerBody } from './customer-body.ts'
import type { CustomerItem } from './customer-item.ts'
import { subscriptionsOf } from './customer-subscriptions.ts'
import { findCustomers, readCustomer } from './find-customer.ts'
import { oneByOne } from './one-by-one.ts'
import { changeTo, isRecord, together, type Tree } from './plain-data.ts'
import { isTrusted, type Settings } from './settings.ts'
import { shownCustomer, type ShownCustomer } from './shown-customer.ts'
import { writeBlind } from './write-blind.ts'
import { writeSubscriptions } from './write-subscriptions.ts'

type Write = Extract<SinkItem<CustomerItem>, { readonly op: 'write' }>

/** Makes customers, and changes those that are there, by what differs alone. */
export async function writeCustomers(
  context: Context<Settings>,
  items: readonly SinkItem<CustomerItem>[],
): Promise<readonly Outcome[]> {
  return oneByOne(items, (item) => {
    if (item.op === 'delete') return deleteItem(context, item)
    return isTrusted(context.config) ? writeCustomer(context, item) : writeBlind(context, item)
  })
}

async function writeCustomer(context: Context<Settings>, item: Write): Promise<Outcome> {
  const [found] =
    item.remoteId === undefined
      ? await findCustomers(context, { externalId: item.item.externalId })
      : [item.remoteId]
  const current = found === undefined ? undefined : await readCustomer(context, found)
  return current === undefined
    ? makeCustomer(context, item)
    : changeCustomer(context, current, item)
}

async function makeCustomer(
  context: Context<Settings>,
  { item, ...rest }: Write,
): Promise<Outcome> {
  const wanted = customerBody(context.config, item, { now: context.now(), standing: 'new' })
  const answer = await askContacthub(context, {
    method: 'POST',
    path: ['customers'],
    route: '/customers',
    // Where nothing is unique in the node, a second one would be a second customer.
    effect: 'once',
    expect: [400, 409],
    body: {
      nodeId: context.config.nodeId,
      externalId: item.externalId,
      ...wanted,
      tags: { auto: [], manual: [...new Set(item.tags ?? [])] },
    },
  })
  if (answer.status === 400) return refused(answer)
  if (answer.status !== 409) return written(context, item, wanted, answer)
  const id = conflictingId(answer.body)
  const current = id === undefined ? undefined : await readCustomer(context, id)
  if (current === undefined) return { status: 'failed', fault: unnamedConflict(answer) }
  return changeCustomer(context, current, { item, ...rest })
}

async function changeCustomer(
  context: Context<Settings>,
  current: ShownCustomer,
  { item, previousKey }: Write,
): Promise<Outcome> {
  const wanted = customerBody(context.config, item, {
    now: context.now(),
    standing: current,
  })
  const change = together(
    together(changeTo(current, wanted), cleared(current, item.clear ?? [])),
    together(identityChange(current, item, previousKey?.[0]), tagChange(current, item)),
  )
  if (Object.keys(change).length === 0) return written(context, item, wanted, current)
  const answer = await askContacthub(context, {
    method: 'PATCH',
    path: ['customers', current.id],
    route: '/customers/{id}',
    expect: [400, 409],
    body: change,
  })
  return answer.status >= 400 ? refused(answer) : written(context, item, wanted, answer)
}

/** What another system calls the customer stays; ours is written where there is none, or where ours changed. */
function identityChange(
  { externalId }: ShownCustomer,
  item: CustomerItem,
  previous: string | number | undefined,
): Tree {
  const isOurs = (externalId ?? null) === null || externalId === String(previous)
  return isOurs && externalId !== item.externalId ? { externalId: item.externalId } : {}
}

/** Lists are replaced as a whole, so tags of others are written back. */
function tagChange({ tags }: ShownCustomer, { tags: more, withoutTags }: CustomerItem): Tree {
  const before = tags?.manual ?? []
  const less = new Set(withoutTags ?? [])
  const after = [...new Set([...before, ...(more ?? [])])].filter((tag) => !less.has(tag))
  return changeTo({ tags: { manual: before } }, { tags: { manual: after } })
}

/** Writes what follows, once the customer is there, and sees whether everything was kept. */
async function written(
  context: Context<Settings>,
  item: CustomerItem,
  wanted: Tree,
  answer: Answered | ShownCustomer,
): Promise<Outcome> {
  const shown = 'request' in answer ? parsedAs(shownCustomer, answer as Answered) : answer
  await writeSubscriptions(context, shown, subscriptionsOf(item, context.now()))
  const lost = Object.keys(isRecord(wanted['extended']) ? wanted['extended'] : {}).filter(
    (name) => (shown.extended?.[name] ?? null) === null,
  )
  if (lost.length > 0) return { status: 'failed', fault: notKept(lost) }
  return { status: 'ok', remoteId: shown.id }
}

async function deleteItem(
  context: Context<Settings>,
  { key, remoteId, because }: Extract<SinkItem<CustomerItem>, { readonly op: 'delete' }>,
): Promise<Outcome> {
  if (because !== 'erased' && context.config.whenGone !== 'delete') return { status: 'ok' }
  if (!isTrusted(context.config)) return { status: 'failed', fault: cannotDelete }
  const ids =
    remoteId === undefined
      ? await findCustomers(context, { externalId: String(key[0]) })
      : [remoteId]
  for (const id of ids) await deleteCustomer(context, id)
  return { status: 'ok' }
}

/** Deletes a customer with their events; who is not there is gone already. */
export async function deleteCustomer(context: Context<Settings>, id: string): Promise<void> {
  await askContacthub(context, {
    method: 'DELETE',
    path: ['customers', id],
    route: '/customers/{id}',
    query: { nodeId: context.config.nodeId },
    expect: [404],
  })
}

function refused(answer: Answered): Outcome {
  const hint =
    answer.status === 409
      ? 'The address or another unique property belongs to somebody else in the node. Merge the two in Contacthub, or mend one of them; then replay.'
      : 'Mend the value where it comes from; a property of the workspace has to be in its schema (Settings, Properties). Then replay.'
  return { status: 'failed', fault: recordFault('this customer', answer, hint) }
}

function unnamedConflict(answer: Answered): Fault {
  return recordFault(
    'this customer',
    answer,
    'It does not say whom the customer conflicts with, or they went meanwhile. Replay; if it stays, write `source: untrusted`.',
  )
}

function notKept(names: readonly string[]): Fault {
  return fault({
    kind: 'record',
    message: `Contacthub took the customer and kept nothing of ${names.join(', ')}.`,
    hint: 'Add the property to the schema of the workspace (Settings, Properties), or take it out of the mapping; then replay.',
    path: ['extended', ...names.slice(0, 1)],
  })
}

const cannotDelete = fault({
  kind: 'permission',
  scope: 'record',
  message: 'An untrusted source deletes nobody.',
  hint: 'Delete the customer in Contacthub by hand, or use the token of a trusted source.',
})
