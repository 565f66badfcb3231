import {
  addSubscriber,
  known,
  removeSubscriber,
  tagAsked,
  type Account,
  type Subscriber,
} from './account.ts'
import { accepted, invalid, textOf, type Answer, type Asked } from './answer.ts'
import { entriesOf, isEmail, namedInBody, namedInPath, phoneText } from './identity.ts'
import type { RuleUnknowns } from './options.ts'
import { suppressAll } from './suppressing.ts'
import { answerCustomData } from './v3-custom-data.ts'

const none: Answer = { status: 404, body: { message: 'Not found.' } }

/** What API v3 answers; most of what it takes it does later. */
export function answerV3(account: Account, unknowns: RuleUnknowns, asked: Asked): Answer {
  const { method, path, query, body } = asked
  const parts = path.split('/').map((part) => decodeURIComponent(part))
  const [, resource = '', first = '', second = '', third = ''] = parts
  if (resource === 'custom-field-data') return answerCustomData(account, unknowns, asked, parts)
  switch (`${method} ${resource}/${first}`) {
    case 'POST subscribers/':
      return createSubscriber(account, unknowns, body)
    case 'POST subscribers/tags':
      return tagAll(account, body, 'add')
    case 'DELETE subscribers/tags':
      return tagAll(account, body, 'delete')
    case 'POST subscribers/block':
    case 'POST subscribers/unblock':
      account.later(() => {
        for (const entry of entriesOf(body)) {
          const found = namedInBody(account, entry)
          if (found !== undefined) found.status = first === 'block' ? 'BLOCKED' : 'ACTIVE'
        }
      })
      return accepted
    case 'POST suppressions/':
      if (entriesOf(body).length > 1_000) return invalid({ subscribers: ['At most 1000.'] })
      account.later(() => suppressAll(account, body))
      return accepted
    case 'DELETE suppressions/':
      account.later(() => unsuppress(account, body))
      return accepted
  }
  const who = namedInPath(account, first, query)
  if (resource !== 'subscribers' || who === undefined) return none
  switch (`${method} ${second}`) {
    case 'DELETE ':
      removeSubscriber(account, who.id)
      return accepted
    case 'PUT tags':
      account.later(() => addTags(account, who, body))
      return accepted
    case 'DELETE tags':
      account.later(() => who.tags.delete(tagAsked(account, third)?.id ?? 0))
      return accepted
    default:
      return none
  }
}

function createSubscriber(account: Account, unknowns: RuleUnknowns, body: Asked['body']): Answer {
  const email = textOf(body['email'])
  const given = textOf(body['phone_number'])
  const customIdentifier = textOf(body['custom_identifier'])
  const phone = given === undefined ? undefined : phoneText(given)
  if (email !== undefined && !isEmail(email)) return invalid({ email: ['The email is invalid.'] })
  if (given !== undefined && phone === undefined)
    return invalid({ phone_number: ['The phone number is invalid.'] })
  const isBare = email === undefined && phone === undefined
  if (isBare && (customIdentifier === undefined || !unknowns.bareSubscribers))
    return invalid({ email: ['The email field is required.'] })
  const [present] = known(account, { email, phone, customIdentifier })
  if (present !== undefined && unknowns.createExisting !== 200)
    return { status: unknowns.createExisting, body: { error: 'Duplicate' } }
  const status = body['status'] === 'BLOCKED' ? 'BLOCKED' : 'ACTIVE'
  const subscriber =
    present ??
    addSubscriber(account, {
      email: email ?? null,
      phone: phone ?? null,
      customIdentifier: customIdentifier ?? null,
      status,
    })
  return {
    status: present === undefined ? 201 : 200,
    body: { data: { id: subscriber.id, email: subscriber.email, phone: subscriber.phone, status } },
  }
}

function tagAll(account: Account, body: Asked['body'], what: 'add' | 'delete'): Answer {
  const tags: readonly unknown[] = Array.isArray(body['tags']) ? body['tags'] : []
  if (tags.length === 0) return invalid({ tags: ['The tags field is required.'] })
  account.later(() => {
    for (const entry of entriesOf(body)) {
      const found = namedInBody(account, entry)
      for (const asked of tags) {
        const tag = tagAsked(account, asked)
        if (found === undefined || tag === undefined) continue
        if (what === 'add') found.tags.add(tag.id)
        else found.tags.delete(tag.id)
      }
    }
  })
  return accepted
}

/** Any automation makes a blocked subscriber active again. */
function addTags(account: Account, subscriber: Subscriber, body: Asked['body']): void {
  const tags: readonly unknown[] = Array.isArray(body['tags']) ? body['tags'] : []
  const how = textOf(body['automation'])
  if (how !== undefined) subscriber.status = 'ACTIVE'
  for (const asked of tags) {
    const tag = tagAsked(account, asked)
    if (tag === undefined) continue
    subscriber.tags.add(tag.id)
    if (how !== undefined) account.fired.push({ subscriber: subscriber.id, tag: tag.name, how })
  }
}

function unsuppress(account: Account, body: Asked['body']): void {
  const types = Array.isArray(body['message_types']) ? body['message_types'] : undefined
  for (const entry of entriesOf(body)) {
    const found = namedInBody(account, entry)
    for (const one of account.suppressions.values())
      if (one.subscriber === found?.id && types?.includes(one.messageType) !== false)
        account.suppressions.delete(one.id)
  }
}
