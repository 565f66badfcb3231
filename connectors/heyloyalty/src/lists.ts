import { fault, type Context, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty, parsedAs } from './client.ts'
import type { Settings } from './settings.ts'

const shortList = z.looseObject({
  id: z.coerce.number(),
  name: z.string(),
  members: z.coerce.number().nullish(),
})
export type ShortList = z.infer<typeof shortList>

const shownField = z.looseObject({
  name: z.string(),
  label: z.string().nullish(),
  format: z.string(),
  options: z.record(z.string(), z.string()).nullish(),
})
const shownList = z.looseObject({
  id: z.coerce.number(),
  name: z.string(),
  duplicates: z.string().nullish(),
  'double_opt-in': z.union([z.string(), z.number(), z.boolean()]).nullish(),
  fields: z.union([z.record(z.string(), shownField), z.array(shownField)]),
})

export type ListField = {
  readonly name: string
  readonly label: string
  readonly format: string
  /** Labels by id. */
  readonly options: Readonly<Record<string, string>>
}
export type MemberList = {
  readonly id: number
  readonly name: string
  readonly duplicates: string
  readonly doubleOptIn: boolean
  readonly fields: Readonly<Record<string, ListField>>
}

const listFreshMs = 60_000

export async function readLists(context: Context<Settings>): Promise<readonly ShortList[]> {
  return parsedAs(z.array(shortList), await askHeyloyalty(context, { path: '/lists' }), '/lists')
}

/** The list of the settings among all lists: by its id, which may be written as text, or its name. */
export function namedList({ list }: Settings, lists: readonly ShortList[]): ShortList | undefined {
  return lists.find(({ id, name }) => String(id) === String(list) || name === list)
}

export function isListId({ list }: Pick<Settings, 'list'>): boolean {
  return typeof list === 'number' || /^\d+$/.test(list)
}

export function unknownList(config: Settings, lists: readonly ShortList[]): Omit<Fault, '$fault'> {
  const there = lists.slice(0, 20).map(({ id, name }) => `${id} (${name})`)
  return {
    kind: 'config',
    message: `Heyloyalty has no list ${JSON.stringify(config.list)} in this account.`,
    hint: `${there.length === 0 ? 'It has none yet' : `It has ${there.join(', ')}`}. Write one of these into \`list\`${isListId(config) ? '' : ', or let `cartograph prepare` make it'}.`,
    path: ['list'],
  }
}

/** A list with its fields, as it is now. */
export async function readList(context: Context<Settings>, id: number): Promise<MemberList> {
  const route = '/lists/{id}'
  const answer = await askHeyloyalty(context, { path: `/lists/${id}`, route })
  const { name, duplicates, fields, ...shown } = parsedAs(shownList, answer, route)
  return {
    id,
    name,
    duplicates: duplicates ?? '',
    doubleOptIn: /^(?:1|true)$/.test(String(shown['double_opt-in'] ?? '0')),
    fields: Object.fromEntries(
      Object.values(fields).map(({ name: field, label, format, options }) => [
        field,
        { name: field, label: label ?? field, format, options: options ?? {} },
      ]),
    ),
  }
}

/**
 * The list of the settings, with how many members it has.
 *
 * @throws a `config` fault where there is no such list.
 */
export async function foundList(
  context: Context<Settings>,
): Promise<MemberList & { readonly memberCount: number }> {
  const lists = await readLists(context)
  const named = namedList(context.config, lists)
  if (named === undefined) throw fault(unknownList(context.config, lists))
  return { ...(await readList(context, named.id)), memberCount: named.members ?? 0 }
}

/** The same, as it was a minute ago at most. */
export function theList(
  context: Context<Settings>,
): Promise<MemberList & { readonly memberCount: number }> {
  return context.memo(`list ${context.config.list}`, listFreshMs, () => foundList(context))
}
