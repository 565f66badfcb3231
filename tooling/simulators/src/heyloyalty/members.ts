import { good, missing, refused, textOf, type Answer, type Asked } from './answer.ts'
import type { Account, List, Member } from './account.ts'
import { fittingMembers } from './member-filters.ts'
import { shownMember } from './member-shown.ts'
import { createMember, deleteMember, upsertMember, writeMember } from './member-writing.ts'

const mostShown = 5_000

/** Everything below `/lists/{id}/members`. */
export function answerMembers(
  account: Account,
  list: List,
  rest: readonly string[],
  asked: Asked,
): Answer {
  const [id] = rest
  if (id === undefined)
    return asked.method === 'GET'
      ? readMembers(account, list, asked)
      : createMember(account, list, asked)
  if (id === 'upsert') return upsertMember(account, list, asked)
  if (id === 'bulk') return missing
  const member = list.members.get(id)
  if (member === undefined || member.status === 'pending') return missing
  switch (asked.method) {
    case 'GET':
      return good(shownMember(account, list, member))
    case 'PUT':
    case 'PATCH':
      return writeMember(account, list, member, asked)
    case 'DELETE':
      return deleteMember(account, list, member, asked)
    default:
      return missing
  }
}

function readMembers(account: Account, list: List, asked: Asked): Answer {
  const { query } = asked
  const size = Number(textOf(query['perpage'])) || 50
  if (size > mostShown) return refused('The perpage may not be greater than 5000.')
  const fitting = fittingMembers(account, visible(account, list), asked)
  if (fitting === undefined) return refused('The filter is invalid.')
  const by = textOf(query['orderby']) || 'created_at'
  const direction = textOf(query['order']) === '-1' ? -1 : 1
  const page = Number(textOf(query['page'])) || 1
  const members = fitting
    .toSorted((one, other) => direction * compared(keyOf(one, by), keyOf(other, by)))
    .slice((page - 1) * size, page * size)
    .map((member) => shownMember(account, list, member))
  return good({ members })
}

function visible({ unknowns }: Account, { members }: List): readonly Member[] {
  return [...members.values()].filter(
    ({ status }) =>
      status === 'active' || (status === 'unsubscribed' && unknowns.unsubscribedAre === 'listed'),
  )
}

function keyOf(member: Member, by: string): string | number {
  if (by === 'created_at') return member.createdAt
  if (by === 'updated_at') return member.updatedAt
  return textOf(member.values.get(by))
}

function compared(one: string | number, other: string | number): number {
  return one < other ? -1 : Number(one > other)
}
