import {
  good,
  isObject,
  listOf,
  missing,
  refused,
  textOf,
  type Answer,
  type Asked,
} from './answer.ts'
import type { Account, FieldFormat, List } from './account.ts'
import { addField, addList, isFixed } from './furnishing.ts'
import { instantText } from './instant-text.ts'

const formats: ReadonlySet<string> = new Set([
  'text',
  'number',
  'date',
  'boolean',
  'choice',
  'multi',
])
const duplicateRules: ReadonlySet<string> = new Set([
  'allow',
  'allow_email',
  'allow_mobile',
  'disallow',
])

/** `/lists` and `/lists/{id}` of v1. */
export function answerLists(account: Account, { method, body }: Asked): Answer {
  if (method === 'GET') return good([...account.lists.values()].map(shownShortly))
  const name = textOf(body['name'])
  if (name === '') return refused('The name field is required.')
  const list = addList(account, name, {
    countryId: Number(textOf(body['country_id'])) || 1,
    ...(duplicateRules.has(textOf(body['duplicates'])) && {
      duplicates: textOf(body['duplicates']) as List['duplicates'],
    }),
  })
  const error = addFields(account, list, body['fields'])
  return error === undefined ? good({ id: list.id }, 201) : refused(error)
}

export function answerList(account: Account, list: List, asked: Asked): Answer {
  const { method, body } = asked
  if (method === 'GET') return good(shown(list))
  if (method === 'DELETE') {
    account.lists.delete(list.id)
    return good({})
  }
  if (method !== 'PUT') return missing
  // What is not sent is gone, with its values.
  const kept = new Set(
    listOf(body['fields']).map((one) => textOf(isObject(one) ? one['name'] : undefined)),
  )
  for (const field of list.fields.keys()) if (!kept.has(field)) list.fields.delete(field)
  const error = addFields(account, list, body['fields'])
  return error === undefined ? good(shown(list)) : refused(error)
}

/** v2 adds and changes the given fields only. */
export function patchList(account: Account, list: List, { body }: Asked): Answer {
  if (body['double_opt-in'] !== undefined) list.doubleOptIn = textOf(body['double_opt-in']) === '1'
  if (textOf(body['name']) !== '') list.name = textOf(body['name'])
  const error = addFields(account, list, body['fields'])
  return error === undefined ? good(shown(list)) : refused(error)
}

function addFields(account: Account, list: List, fields: unknown): string | undefined {
  for (const given of listOf(fields)) {
    if (!isObject(given)) return 'The fields must be an array of fields.'
    const name = textOf(given['name'])
    if (!/^[a-z0-9_]+$/i.test(name)) return 'The name of a field is invalid.'
    if (given['type'] === 'fixed') {
      if (!isFixed(name)) return `There is no fixed field ${name}.`
      if (!list.fields.has(name)) addField(account, list, { name, type: 'fixed' })
      continue
    }
    const format = textOf(given['format'])
    if (!formats.has(format)) return `The format of field ${name} is invalid.`
    const labels = listOf(given['options']).map((one) => textOf(isObject(one) ? one['label'] : one))
    const present = list.fields.get(name)
    if (present !== undefined) {
      const known = new Set(present.options.values())
      for (const label of labels)
        if (!known.has(label)) present.options.set(String(44_000 + account.nextId()), label)
      continue
    }
    addField(account, list, {
      name,
      format: format as FieldFormat,
      label: textOf(given['label']) || name,
      options: labels,
    })
  }
  return undefined
}

function shownShortly({ id, name, createdAt, members }: List): object {
  const count = [...members.values()].filter(({ status }) => status === 'active').length
  const rates = { open_rate: 39, click_rate: 12 }
  return { id, name, created_at: instantText(createdAt), members: count, ...rates }
}

function shown(list: List): object {
  return {
    id: list.id,
    name: list.name,
    country_id: list.countryId,
    date_format: 'YYYY-mm-dd',
    duplicates: list.duplicates,
    'double_opt-in': list.doubleOptIn ? '1' : '0',
    fields: Object.fromEntries(
      [...list.fields].map(([name, field]) => [
        name,
        {
          id: field.id,
          type: field.type,
          type_id: field.id,
          format: field.format,
          name,
          label: field.label,
          ...(field.options.size > 0 && { options: Object.fromEntries(field.options) }),
        },
      ]),
    ),
  }
}
