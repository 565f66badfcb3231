import type { Account } from './account.ts'
import { isObject, textOf } from './answer.ts'
import {
  fieldTypes,
  fits,
  isTooLarge,
  partsOfKey,
  type FieldType,
  type FieldValue,
} from './field-values.ts'
import { groupNamed } from './groups.ts'
import { isEmail, phoneText } from './identity.ts'
import type { RuleUnknowns } from './options.ts'

/** An entry of a request, in order. */
export interface Wanted {
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly language: string | undefined
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, WantedField>>
}
interface WantedField {
  readonly type: FieldType
  readonly value: FieldValue
}
/** What is wrong, by where it stands in its entry. */
export type Wrong = Readonly<Record<string, readonly string[]>>

export function wantedOf(account: Account, entry: unknown): Wanted | { readonly wrong: Wrong } {
  if (!isObject(entry)) return { wrong: { '': ['invalid'] } }
  const email = textOf(entry['email'])
  const phone = textOf(entry['phone_number'])
  const wrong: Record<string, readonly string[]> = {}
  if (email === undefined && phone === undefined) wrong['email'] = ['required']
  if (email !== undefined && !isEmail(email)) wrong['email'] = ['invalid']
  if (phone !== undefined && phoneText(phone) === undefined) wrong['phone_number'] = ['invalid']
  const groups = new Map<string, Map<string, WantedField>>()
  const fields: readonly unknown[] = Array.isArray(entry['fields']) ? entry['fields'] : []
  for (const [index, field] of fields.entries()) {
    const parts = isObject(field) ? partsOfKey(field['key']) : undefined
    if (!isObject(field) || parts === undefined) {
      wrong[`fields.${index}.key`] = ['invalid']
      continue
    }
    const [group, name] = parts
    const present = groupNamed(account, group)?.fields.get(name)?.type
    const given = (field['type'] ?? present ?? 'text') as FieldType
    const { value } = field
    const isFitting = fieldTypes.includes(given) && given === (present ?? given)
    if (!isFitting || !fits(given, value)) wrong[`fields.${index}.value`] = ['invalid']
    else {
      const own = groups.get(group) ?? new Map<string, WantedField>()
      groups.set(group, own.set(name, { type: given, value }))
    }
  }
  for (const [group, own] of groups)
    if (isTooLarge([...own.values()].map(({ value }) => value)))
      wrong[`fields.${group}`] = ['too large']
  if (Object.keys(wrong).length > 0) return { wrong }
  return {
    email,
    phone: phone === undefined ? undefined : phoneText(phone),
    language: textOf(entry['language']),
    groups,
  }
}

/** Where something stands in the request, in the form of this account. */
export function pathText(
  { refusedPath }: RuleUnknowns,
  isList: boolean,
  index: number,
  path: string,
): string {
  const dotted = isList ? `subscribers.${index}.${path}` : `subscribers.${path}`
  if (refusedPath !== 'brackets') return dotted
  const [first = '', ...rest] = dotted.split('.')
  return `${first}${rest.map((part) => `[${part}]`).join('')}`
}
