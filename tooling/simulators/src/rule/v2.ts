import { removeSubscriber, tagAsked, type Account } from './account.ts'
import { done, isObject, missing, refused, textOf, type Answer, type Asked } from './answer.ts'
import { fieldTypes, partsOfKey, type FieldType } from './field-values.ts'
import { entriesOf, namedInBody, namedInPath } from './identity.ts'
import type { RuleUnknowns } from './options.ts'
import { postTransaction } from './transactions.ts'
import { addGroup, fieldNamed, groupNamed } from './groups.ts'
import { postSubscribers, putSubscriber } from './v2-writing.ts'
import {
  shownFields,
  shownGroup,
  shownSubscriber,
  shownSuppression,
  shownTags,
} from './v2-shown.ts'

const largestLimit = 100

/** What API v2 answers. `page` makes the address of the next page, the key in it as Rule writes it. */
export function answerV2(
  account: Account,
  unknowns: RuleUnknowns,
  asked: Asked,
  page: (query: URLSearchParams) => string,
): Answer {
  const { method, path, query, body } = asked
  const [, resource = '', first = '', second = '', third = ''] = path
    .split('/')
    .map((part) => decodeURIComponent(part))
  const list = (name: string, all: readonly object[]) =>
    listed(name, all, { asked, unknowns, page })
  switch (`${method} ${resource}`) {
    case 'POST subscribers':
      if (first === '') return postSubscribers(account, unknowns, body)
      break
    case 'GET subscribers':
      if (first === '')
        return list(
          'subscribers',
          [...account.subscribers.values()].map((one) =>
            shownSubscriber(account, unknowns, one, true),
          ),
        )
      break
    case 'DELETE subscribers':
      if (first !== '') break
      for (const entry of entriesOf(body)) {
        const found = namedInBody(account, entry)
        if (found !== undefined) removeSubscriber(account, found.id)
      }
      return done
    case 'GET customizations': {
      if (first === '')
        return list(
          'groups',
          [...account.groups.values()].map((one) => shownGroup(unknowns, one)),
        )
      const group = groupNamed(account, first)
      return group === undefined ? missing : { status: 200, body: shownGroup(unknowns, group) }
    }
    case 'POST customizations':
      return postCustomizations(account, body)
    case 'GET tags':
      return list(
        'tags',
        [...account.tags.values()].map(({ id, name }) => ({ id, name, description: '' })),
      )
    case 'GET suppressions':
      return list(
        'suppressions',
        [...account.suppressions.values()].map((one) => shownSuppression(account, unknowns, one)),
      )
    case 'POST transactionals':
      return postTransaction(account, body)
  }
  const who = namedInPath(account, first, query)
  if (resource === 'subscriber' && method === 'GET' && second === 'fields')
    return who === undefined ? missing : { status: 200, body: shownFields(account, unknowns, who) }
  if (resource !== 'subscribers' || who === undefined) return missing
  switch (`${method} ${second}`) {
    case 'GET ':
      return { status: 200, body: { subscriber: shownSubscriber(account, unknowns, who) } }
    case 'PUT ':
      return putSubscriber(account, unknowns, who, body)
    case 'DELETE ':
      removeSubscriber(account, who.id)
      return done
    case 'GET tags':
      return { status: 200, body: { tags: shownTags(account, who) } }
    case 'DELETE tags': {
      if (third === 'clear') who.tags.clear()
      else who.tags.delete(tagAsked(account, third)?.id ?? 0)
      return done
    }
    default:
      return missing
  }
}

function listed(
  name: string,
  all: readonly object[],
  {
    asked: { query },
    unknowns,
    page,
  }: {
    readonly asked: Asked
    readonly unknowns: RuleUnknowns
    readonly page: (query: URLSearchParams) => string
  },
): Answer {
  const limit = Number(query.get('limit') ?? largestLimit)
  if (limit > largestLimit) return refused(400, 'LimitExceed', "Limit can't exceed 100.")
  const { pageParameter } = unknowns
  const number = Number(query.get(pageParameter) ?? 1)
  const next = new URLSearchParams({
    limit: String(limit),
    [pageParameter]: String(number + 1),
  })
  const hasMore = number * limit < all.length
  return {
    status: 200,
    body: {
      [name]: all.slice((number - 1) * limit, number * limit),
      meta: { next: hasMore ? page(next) : null },
    },
  }
}

function postCustomizations(account: Account, body: Asked['body']): Answer {
  const fields: readonly unknown[] = Array.isArray(body['fields']) ? body['fields'] : []
  for (const field of fields) {
    const parts = isObject(field) ? partsOfKey(field['key']) : undefined
    const type = (isObject(field) ? (textOf(field['type']) ?? 'text') : '') as FieldType
    if (parts === undefined || !fieldTypes.includes(type))
      return refused(400, 'BadRequest', 'Invalid field.')
    const [groupName, name] = parts
    fieldNamed(
      account,
      groupNamed(account, groupName) ?? addGroup(account, groupName, false),
      name,
      type,
    )
  }
  return done
}
