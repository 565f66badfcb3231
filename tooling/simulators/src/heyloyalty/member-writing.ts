import { good, isObject, missing, refused, textOf, type Answer, type Asked } from './answer.ts'
import type { Account, FieldValue, List, Member } from './account.ts'
import { takenValues } from './field-values.ts'

type Values = ReadonlyMap<string, FieldValue>

/** A new member, who waits for a confirmation on lists that ask for one. */
export function addMember(
  account: Account,
  list: List,
  values: Values,
  more: Partial<Member> = {},
): Member {
  const member: Member = {
    id: account.nextGuid(),
    status: 'active',
    emailStatus: 'active',
    createdAt: account.now(),
    updatedAt: account.now(),
    unsubscribedAt: null,
    imported: false,
    values: new Map(values),
    ...more,
  }
  list.members.set(member.id, member)
  if (member.status === 'active') account.tell(list, member, 'subscribe')
  return member
}

/** Writes values; whoever had unsubscribed is a member again by it. */
export function changeMember(
  account: Account,
  list: List,
  member: Member,
  values: Values,
  how: 'partly' | 'wholly',
): void {
  const before = how === 'partly' ? member.values : new Map<string, FieldValue>()
  member.values = new Map([...before, ...values])
  member.updatedAt = account.now()
  if (member.status === 'unsubscribed') {
    account.reactivated.push(textOf(member.values.get('email')))
    member.status = 'active'
    member.unsubscribedAt = null
    account.tell(list, member, 'subscribe')
  } else account.tell(list, member, 'update')
}

/** A member who does not want any more: unsubscribed, or gone. */
export function unsubscribe(account: Account, list: List, member: Member, obscure = false): void {
  if (member.status === 'active') {
    member.status = 'unsubscribed'
    member.unsubscribedAt = account.now()
    member.updatedAt = account.now()
    account.tell(list, member, 'unsubscribe')
  }
  if (obscure)
    member.values = new Map(
      [...member.values].map(([name]) => [
        name,
        name === 'email' ? `${member.id}@anonymous.invalid` : '',
      ]),
    )
  else if (account.unknowns.afterDelete === 'gone') list.members.delete(member.id)
}

export function membersBy(list: List, field: string, value: string): readonly Member[] {
  const wanted = value.toLowerCase()
  return [...list.members.values()].filter(
    ({ values }) => textOf(values.get(field)).toLowerCase() === wanted && wanted !== '',
  )
}

/** Somebody else who has what nobody may have twice. */
export function duplicateOf(list: List, values: Values, but?: Member): Member | undefined {
  const single = {
    email: list.duplicates === 'disallow' || list.duplicates === 'allow_mobile',
    mobile: list.duplicates === 'disallow' || list.duplicates === 'allow_email',
  }
  for (const field of ['email', 'mobile'] as const) {
    if (!single[field]) continue
    const found = membersBy(list, field, textOf(values.get(field))).find((one) => one !== but)
    if (found !== undefined) return found
  }
  return undefined
}

/** `POST /lists/{id}/members`. */
export function createMember(account: Account, list: List, { body }: Asked): Answer {
  const { values, error } = takenValues(account, list, body)
  if (error !== undefined) return refused(error)
  if (!values.has('email') && !values.has('mobile'))
    return refused('The email or mobile field is required.')
  const { status, error: duplicate } = account.unknowns.duplicateAnswer
  if (duplicateOf(list, values) !== undefined) return refused(duplicate, status)
  return good({ id: joined(account, list, values, false).id }, 201)
}

/** `PUT` empties what is not sent, `PATCH` does not. */
export function writeMember(account: Account, list: List, member: Member, asked: Asked): Answer {
  const { values, error } = takenValues(account, list, asked.body)
  if (error !== undefined) return refused(error)
  const { status, error: duplicate } = account.unknowns.duplicateAnswer
  if (duplicateOf(list, values, member) !== undefined) return refused(duplicate, status)
  changeMember(account, list, member, values, asked.method === 'PUT' ? 'wholly' : 'partly')
  return { status: 204 }
}

/** `POST /lists/{id}/members/upsert`: by one field, among those who wait too where they are asked for. */
export function upsertMember(account: Account, list: List, { body }: Asked): Answer {
  const given = isObject(body['member']) ? body['member'] : {}
  const field = textOf(body['unique_field'])
  const { values, error } = takenValues(account, list, given)
  if (error !== undefined) return refused(error)
  if (textOf(given[field]) === '') return refused('The unique field must be among the fields.')
  const withWaiting = body['search_temporary'] === true || textOf(body['search_temporary']) === '1'
  const found = membersBy(list, field, textOf(values.get(field))).filter(
    ({ status }) => status !== 'pending' || withWaiting,
  )
  const { ambiguousAnswer, upsertUpdates } = account.unknowns
  if (found.length > 1) return refused(ambiguousAnswer.error, ambiguousAnswer.status)
  const [member] = found
  if (member === undefined) {
    const made = joined(account, list, values, textOf(body['skipOptIn']) === '1')
    return good({ type: 'create', member_id: made.id })
  }
  changeMember(account, list, member, values, upsertUpdates)
  return good({ type: 'update', member_id: member.id })
}

function joined(account: Account, list: List, values: Values, skipsOptIn: boolean): Member {
  const isWaiting = list.doubleOptIn && !skipsOptIn
  const email = textOf(values.get('email'))
  account.autoresponders.push(`${isWaiting ? 'confirm' : 'welcome'} ${email}`)
  return addMember(account, list, values, { status: isWaiting ? 'pending' : 'active' })
}

/** `DELETE` of one member; with `obscureMemberData` nothing of the person is left. */
export function deleteMember(account: Account, list: List, member: Member, asked: Asked): Answer {
  const wish = asked.body['obscureMemberData'] ?? asked.query['obscureMemberData']
  unsubscribe(account, list, member, wish === true || /^(?:1|true)$/.test(textOf(wish)))
  const { deleteStatus } = account.unknowns
  return deleteStatus === 204 ? { status: 204 } : good({ status: 'success' }, deleteStatus)
}

/** v2: by a field, over lists. */
export function deleteByField(account: Account, { body }: Asked): Answer {
  const lists = Array.isArray(body['lists']) ? body['lists'].map(Number) : []
  for (const id of lists) {
    const list = account.lists.get(id)
    if (list === undefined) return missing
    for (const member of membersBy(list, textOf(body['field']), textOf(body['value'])))
      unsubscribe(account, list, member)
  }
  return good({ status: 'success' })
}
