import { fault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty, parsedAs, type Answered } from './client.ts'
import type { MemberList } from './lists.ts'
import type { Identity } from './member-item.ts'
import { memberOf, type MemberRow } from './member-shape.ts'
import type { Settings } from './settings.ts'

export interface Wanted extends Identity {
  /** The id that Heyloyalty gave, where it is known. */
  readonly id?: string | undefined
}

const route = '/lists/{id}/members'
const mostAtOnce = 5_000
const membersShape = z.looseObject({ members: z.array(z.unknown()) })

/**
 * How people stand on the list, in their order: nobody, one, or several members each.
 *
 * One by one, or by the whole list where that is fewer requests. Nobody is written to who was not looked for before.
 */
export async function knownMembers(
  context: Context<Settings>,
  list: MemberList & { readonly memberCount: number },
  people: readonly Wanted[],
): Promise<readonly (readonly MemberRow[])[]> {
  const unknown = people.filter(({ id }) => id === undefined)
  const wholeRequests = 2 * (Math.floor(list.memberCount / mostAtOnce) + 2)
  const isWhole = wholeRequests < unknown.length
  const found = isWhole ? await byWholeList(context, list.id, unknown) : undefined
  const all: (readonly MemberRow[])[] = []
  for (const person of people)
    all.push(
      (person.id === undefined ? undefined : await byId(context, list.id, person.id)) ??
        found?.get(placeOf(person)) ??
        (found !== undefined && person.id === undefined
          ? []
          : await byValue(context, list.id, person)),
    )
  return all
}

async function byId(
  context: Context<Settings>,
  listId: number,
  id: string,
): Promise<readonly MemberRow[] | undefined> {
  const member = await readMember(context, listId, id)
  return member === null ? undefined : [member]
}

/** A member as it is now; `null` where there is none. */
export async function readMember(
  context: Context<Settings>,
  listId: number,
  id: string,
): Promise<MemberRow | null> {
  const one = `${route}/{id}`
  const path = `/lists/${listId}/members/${encodeURIComponent(id)}`
  const answer = await askHeyloyalty(context, { path, route: one, expect: [404] })
  if (answer.status === 404) return null
  return (
    parsedAs(z.looseObject({ id: z.unknown() }), answer, one) && rowOf(listId, answer.body, one)
  )
}

/** Who has a value, of which there should be one. An answer with others in it was not filtered, and says nothing. */
export async function byValue(
  context: Context<Settings>,
  listId: number,
  { field, value }: Identity,
): Promise<readonly MemberRow[]> {
  const answer = await askMembers(context, listId, [
    ['perpage', '10'],
    [`filter[${field}][eq][]`, value],
  ])
  const members = rowsOf(listId, answer)
  const wanted = placeOf({ field, value })
  if (members.some((one) => placeOf({ field, value: textOf(one, field) }) !== wanted))
    throw fault({
      kind: 'contract',
      message: `Heyloyalty does not filter members by ${field}, so that nobody can be told apart.`,
      hint: 'Nothing is written, because whoever unsubscribed would become a member again.',
    })
  return members
}

/**
 * From both ends: a member who is deleted while a list is read moves others up by a place, and who is passed over from one end is
 * seen from the other.
 */
async function byWholeList(
  context: Context<Settings>,
  listId: number,
  people: readonly Identity[],
): Promise<ReadonlyMap<string, readonly MemberRow[]>> {
  const wanted = new Set(people.map(placeOf))
  const found = new Map<string, Map<string, MemberRow>>()
  for (const order of ['1', '-1'] as const)
    for await (const members of pagesOf(context, listId, order))
      for (const member of members)
        for (const field of ['email', 'mobile'] as const) {
          const place = placeOf({ field, value: textOf(member, field) })
          if (!wanted.has(place)) continue
          const others = found.get(place) ?? new Map<string, MemberRow>()
          found.set(place, others.set(member.id, member))
        }
  return new Map([...found].map(([place, members]) => [place, [...members.values()]]))
}

async function* pagesOf(context: Context<Settings>, listId: number, order: '1' | '-1') {
  for (let page = 1; ; page += 1) {
    const answer = await askMembers(context, listId, [
      ['page', String(page)],
      ['perpage', String(mostAtOnce)],
      ['orderby', 'created_at'],
      ['order', order],
    ])
    const members = rowsOf(listId, answer)
    if (members.length === 0) return
    yield members
    if (members.length < mostAtOnce) return
  }
}

export function askMembers(
  context: Context<Settings>,
  listId: number,
  query: readonly (readonly [string, string])[],
): Promise<Answered> {
  return askHeyloyalty(context, { path: `/lists/${listId}/members`, route, query })
}

/** The members of an answer. */
export function rowsOf(listId: number, answer: Answered): readonly MemberRow[] {
  return parsedAs(membersShape, answer, route).members.map((one) => rowOf(listId, one, route))
}

function rowOf(listId: number, shown: unknown, of: string): MemberRow {
  const member = memberOf(listId, shown)
  if (member !== undefined) return member
  throw fault({
    kind: 'contract',
    message: `Heyloyalty answers ${of} with a member in another shape than it documents.`,
  })
}

function textOf({ fields }: MemberRow, field: Identity['field']): string {
  return fields[field] ?? ''
}

/** Addresses whatever their case; numbers by their digits. */
function placeOf({ field, value }: Identity): string {
  return `${field} ${field === 'email' ? value.toLowerCase() : value.replaceAll(/\D/g, '')}`
}
