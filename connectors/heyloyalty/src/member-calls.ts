import { fault, faultOf, type Context, type Fault, type Outcome } from '@cartograph/core'
import * as z from 'zod'
import { saysDuplicate } from './assumptions.ts'
import { askHeyloyalty, parsedAs } from './client.ts'
import { refusedRecord, wordsOf } from './faults.ts'
import type { MemberList } from './lists.ts'
import type { Identity } from './member-item.ts'
import type { MemberRow } from './member-shape.ts'
import type { Values } from './member-values.ts'
import type { Settings } from './settings.ts'

const upserted = z.looseObject({ type: z.string().nullish(), member_id: z.string().nullish() })
const created = z.looseObject({ id: z.string() })

/** Adds somebody who is not on the list, by a call that a repeat does not double. */
export async function addMember(
  context: Context<Settings>,
  list: MemberList,
  who: Identity,
  values: Values,
  skipsOptIn: boolean,
): Promise<Outcome> {
  if (context.config.unsubscribedAre === 'hidden') return createMember(context, list.id, values)
  const { type, id } = await upsertMember(context, list.id, who, values, skipsOptIn)
  // Who has not confirmed yet is there and not listed, too.
  if (type === 'update' && !list.doubleOptIn) return { status: 'failed', fault: wasHidden(list) }
  return okWith(id)
}

async function upsertMember(
  context: Context<Settings>,
  listId: number,
  { field }: Identity,
  values: Values,
  skipsOptIn: boolean,
): Promise<{ readonly type: string | undefined; readonly id: string | undefined }> {
  const route = '/lists/{id}/members/upsert'
  const answer = await askHeyloyalty(context, {
    method: 'POST',
    path: `/lists/${listId}/members/upsert`,
    route,
    json: {
      unique_field: field,
      // Somebody who has not confirmed yet is not asked twice.
      search_temporary: true,
      skipOptIn: Number(skipsOptIn),
      member: values,
    },
  })
  const told = answer.body === undefined ? {} : parsedAs(upserted, answer, route)
  return { type: told.type ?? undefined, id: told.member_id ?? undefined }
}

function okWith(remoteId: string | undefined): Outcome {
  return { status: 'ok', ...(remoteId !== undefined && { remoteId }) }
}

/** The first one who was hidden stops the delivery, before others who unsubscribed become members again. */
function wasHidden({ name }: MemberList): Fault {
  return faultOf(
    fault({
      kind: 'config',
      scope: 'part',
      message: `The list ${name} had somebody whom Heyloyalty does not list. It may hide who unsubscribed.`,
      hint: 'See in Heyloyalty whether members that it lists over the API include the unsubscribed. If not, write `unsubscribedAre: hidden` into the settings; if they do, push again.',
      path: ['unsubscribedAre'],
    }),
  )
}

/** Refused where somebody is there already, whom Heyloyalty may hide because they unsubscribed. */
async function createMember(
  context: Context<Settings>,
  listId: number,
  values: Values,
): Promise<Outcome> {
  const route = '/lists/{id}/members'
  const answer = await askHeyloyalty(context, {
    method: 'POST',
    path: `/lists/${listId}/members`,
    route,
    json: values,
    expect: [400, 409, 422],
  })
  const { status, body } = answer
  if (status === 409 || (status >= 400 && saysDuplicate.test(wordsOf(body))))
    return {
      status: 'skipped',
      reason: 'Heyloyalty has this person and does not list them: they unsubscribed.',
      again: 'changed',
    }
  if (status >= 400) throw refusedRecord(body, { method: 'POST', route, status })
  return {
    status: 'ok',
    ...(body !== undefined && { remoteId: parsedAs(created, answer, route).id }),
  }
}

/** Changes a member without emptying what is not sent, whatever the call does with it. */
export async function changeMember(
  context: Context<Settings>,
  member: MemberRow,
  who: Identity,
  values: Values,
): Promise<Outcome> {
  const { updateWith = 'patch' } = context.config
  const one = {
    path: `/lists/${member.list_id}/members/${encodeURIComponent(member.id)}`,
    route: '/lists/{id}/members/{id}',
  }
  const whole = { ...filled(member), ...values }
  if (updateWith === 'upsert')
    return okWith((await upsertMember(context, member.list_id, who, whole, false)).id)
  await (updateWith === 'put'
    ? askHeyloyalty(context, { method: 'PUT', ...one, json: whole })
    : askHeyloyalty(context, { method: 'PATCH', ...one, json: values }))
  return { status: 'ok', remoteId: member.id }
}

/** What a member has, to be sent back. */
function filled({ fields }: MemberRow): Values {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value.length === 0 ? [] : [[name, value]],
    ),
  )
}

/** Unsubscribes a member; anonymised nothing of the person is left. Who is gone is as was asked. */
export async function unsubscribeMember(
  context: Context<Settings>,
  { id, list_id: listId }: Pick<MemberRow, 'id' | 'list_id'>,
  how: 'unsubscribe' | 'anonymise',
): Promise<void> {
  await askHeyloyalty(context, {
    method: 'DELETE',
    path: `/lists/${listId}/members/${encodeURIComponent(id)}`,
    route: '/lists/{id}/members/{id}',
    ...(how === 'anonymise' && { json: { obscureMemberData: true } }),
    expect: [404],
  })
}

export function hasPasswords({ fields }: MemberList): boolean {
  return Object.values(fields).some(({ format }) => format === 'password')
}

/** `updateWith` sends back all that Heyloyalty shows; a password is never shown. */
export function unsafeUpdate(listName: string) {
  return fault({
    kind: 'config',
    message: `The list ${listName} has passwords, which \`updateWith: put\` and \`upsert\` would empty, because Heyloyalty never shows them.`,
    hint: 'Leave `updateWith` out.',
    path: ['updateWith'],
  })
}
