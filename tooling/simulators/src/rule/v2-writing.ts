import {
  addSubscriber,
  known,
  suppressionsOf,
  tagAsked,
  type Account,
  type Subscriber,
} from './account.ts'
import { missing, refused, type Answer } from './answer.ts'
import type { RuleUnknowns } from './options.ts'
import { addGroup, fieldNamed, groupNamed, writeRecord } from './groups.ts'
import { shownSubscriber } from './v2-shown.ts'
import { pathText, wantedOf, type Wanted, type Wrong } from './v2-wanted.ts'

const mostSubscribers = 1_000
const fireBelow = 20

/** `POST /subscribers`: makes or changes one or many, all or none of them. */
export function postSubscribers(
  account: Account,
  unknowns: RuleUnknowns,
  body: Readonly<Record<string, unknown>>,
): Answer {
  const { subscribers: given, tags: askedTags } = body
  const isList = Array.isArray(given)
  const entries: readonly unknown[] = isList ? given : [given]
  if (entries.length > mostSubscribers)
    return refused(413, 'PayloadTooLarge', 'Max 1000 subscribers.')
  if (entries.length === 0) return refused(400, 'BadRequest', 'No subscribers.')
  const problem = tagProblem(account, askedTags)
  if (problem !== undefined) return problem
  const wrong: Wrong[] = []
  const wanted = entries.map((entry, index) => {
    const read = wantedOf(account, entry)
    if ('wrong' in read)
      wrong.push(
        Object.fromEntries(
          Object.entries(read.wrong).map(([path, said]) => [
            pathText(unknowns, isList, index, path),
            said,
          ]),
        ),
      )
    return 'wrong' in read ? undefined : read
  })
  if (wrong.length > 0) {
    const fields = Object.assign({}, ...wrong) as Wrong
    const isNamed = unknowns.refusedPath !== 'none'
    return refused(400, 'BadRequest', 'Invalid input.', isNamed ? fields : undefined)
  }
  const whole = wanted.filter((one) => one !== undefined)
  const mayUpdate = body['update_on_duplicate'] === true
  const conflict = whole.findIndex((one) => {
    const found = known(account, { email: one.email, phone: one.phone })
    return found.length > (mayUpdate ? 1 : 0)
  })
  if (conflict !== -1) {
    const path = pathText(unknowns, isList, conflict, 'email')
    const isNamed = unknowns.refusedPath !== 'none'
    return refused(
      409,
      'Conflict',
      'The subscriber exists.',
      isNamed ? { [path]: ['exists'] } : undefined,
    )
  }
  return writeAll(account, unknowns, whole, { body, isList })
}

function writeAll(
  account: Account,
  unknowns: RuleUnknowns,
  wanted: readonly Wanted[],
  { body, isList }: { readonly body: Readonly<Record<string, unknown>>; readonly isList: boolean },
): Answer {
  const tags = Array.isArray(body['tags']) ? (body['tags'] as readonly unknown[]) : []
  const told: Subscriber[] = []
  const suppressed: object[] = []
  let created = 0
  const sync = body['sync_subscribers']
  const fires = sync === true || (sync === undefined && wanted.length < fireBelow)
  for (const one of wanted) {
    const [present] = known(account, { email: one.email, phone: one.phone })
    // Whoever is suppressed is passed over, and named.
    if (present !== undefined && suppressionsOf(account, present.id).length > 0) {
      suppressed.push(shownSubscriber(account, unknowns, present))
      continue
    }
    const subscriber = present ?? addSubscriber(account, {})
    created += present === undefined ? 1 : 0
    change(account, subscriber, one)
    for (const asked of tags) {
      const tag = tagAsked(account, asked)
      if (tag === undefined) continue
      subscriber.tags.add(tag.id)
      const how = body['automation']
      if (fires && typeof how === 'string') {
        subscriber.status = 'ACTIVE'
        account.fired.push({ subscriber: subscriber.id, tag: tag.name, how })
      }
    }
    told.push(subscriber)
  }
  const shown = told.map((one) => shownSubscriber(account, unknowns, one))
  if (!isList)
    return { status: 200, body: { message: 'Success', subscriber: shown[0] ?? null, suppressed } }
  if (unknowns.batchAnswer === 'subscribers')
    return { status: 200, body: { message: 'Success', subscribers: shown, suppressed } }
  return {
    status: 200,
    body: {
      success: true,
      message: 'Success',
      subscribers_created: created,
      subscribers_updated: told.length - created,
      subscribers_suppressed: suppressed.length,
    },
  }
}

/** Changes what is given; also `PUT /subscribers/{id}`. */
function change(account: Account, subscriber: Subscriber, wanted: Wanted): void {
  const { email, phone, language, groups } = wanted
  if (email !== undefined) subscriber.email = email
  if (phone !== undefined) subscriber.phone = phone
  if (language !== undefined) subscriber.language = language
  subscriber.updatedAt = account.now()
  for (const [name, fields] of groups) {
    const group = groupNamed(account, name) ?? addGroup(account, name, false)
    for (const [field, { type }] of fields) fieldNamed(account, group, field, type)
    const values = new Map([...fields].map(([field, { value }]) => [field, value]))
    writeRecord(account, subscriber.id, group, values)
  }
}

export function putSubscriber(
  account: Account,
  unknowns: RuleUnknowns,
  subscriber: Subscriber,
  body: Readonly<Record<string, unknown>>,
): Answer {
  const read = wantedOf(account, { ...body, email: body['email'] ?? subscriber.email })
  if ('wrong' in read) return refused(400, 'BadRequest', 'Invalid input.', read.wrong)
  const others = known(account, { email: read.email, phone: read.phone })
  if (others.some(({ id }) => id !== subscriber.id))
    return refused(409, 'Conflict', 'The subscriber exists.')
  change(account, subscriber, read)
  return { status: 200, body: { subscriber: shownSubscriber(account, unknowns, subscriber) } }
}

function tagProblem(account: Account, tags: unknown): Answer | undefined {
  if (tags === undefined) return undefined
  if (!Array.isArray(tags) || tags.length === 0)
    return refused(400, 'BadRequest', 'Tags must not be empty.')
  if (new Set(tags.map(String)).size !== tags.length)
    return refused(400, 'BadRequest', 'Tags must not contain duplicates.')
  const isUnknown = tags.some((one) => /^\d+$/.test(String(one)) && !account.tags.has(Number(one)))
  return isUnknown ? missing : undefined
}
