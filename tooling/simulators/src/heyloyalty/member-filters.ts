import { isObject, listOf, textOf, type Asked } from './answer.ts'
import type { Account, FieldValue, Member } from './account.ts'
import { instantText } from './instant-text.ts'

type Test = (value: FieldValue, wanted: readonly string[]) => boolean

const single = (value: FieldValue) => (typeof value === 'string' ? value : value.join(','))
const folded = (value: FieldValue) => single(value).toLowerCase()
const some =
  (of: (text: string, wanted: string) => boolean): Test =>
  (value, wanted) =>
    wanted.some((one) => of(folded(value), one.toLowerCase()))
const all = (value: FieldValue) => (typeof value === 'string' ? [value] : value)
const compared = (one: string, other: string) =>
  /^-?\d+(\.\d+)?$/.test(one) && /^-?\d+(\.\d+)?$/.test(other)
    ? Number(one) - Number(other)
    : one < other
      ? -1
      : Number(one > other)

const tests: Readonly<Record<string, Test>> = {
  eq: some((text, wanted) => text === wanted),
  neq: (value, wanted) => wanted.every((one) => folded(value) !== one.toLowerCase()),
  sw: some((text, wanted) => text.startsWith(wanted)),
  ew: some((text, wanted) => text.endsWith(wanted)),
  ct: some((text, wanted) => text.includes(wanted)),
  nct: (value, wanted) => wanted.every((one) => !folded(value).includes(one.toLowerCase())),
  gt: some((text, wanted) => text !== '' && compared(text, wanted) > 0),
  gte: some((text, wanted) => text !== '' && compared(text, wanted) >= 0),
  lt: some((text, wanted) => text !== '' && compared(text, wanted) < 0),
  lte: some((text, wanted) => text !== '' && compared(text, wanted) <= 0),
  in: (value, wanted) => all(value).some((one) => wanted.includes(one)),
  nin: (value, wanted) => !all(value).some((one) => wanted.includes(one)),
  ina: (value, wanted) => wanted.every((one) => all(value).includes(one)),
  ie: (value) => single(value) === '',
  nie: (value) => single(value) !== '',
}

const instants = new Set(['created_at', 'updated_at'])

/** Who fits the filters of a request; undefined where an operator is not known. */
export function fittingMembers(
  account: Account,
  members: readonly Member[],
  { query }: Asked,
): readonly Member[] | undefined {
  const wanted: ((member: Member) => boolean)[] = []
  const filters = isObject(query['filter']) ? query['filter'] : {}
  for (const [name, operators] of Object.entries(filters)) {
    if (instants.has(name) && account.unknowns.instantFilters === 'ignored') continue
    for (const [operator, given] of Object.entries(isObject(operators) ? operators : {})) {
      const passes = tests[operator]
      if (passes === undefined) return undefined
      const values = (Array.isArray(given) ? listOf(given) : [given]).map(textOf)
      wanted.push((member) => passes(valueOf(member, name), values))
    }
  }
  if (wanted.length === 0) return members
  return members.filter((member) =>
    query['logic'] === 'or'
      ? wanted.some((passes) => passes(member))
      : wanted.every((passes) => passes(member)),
  )
}

function valueOf(member: Member, name: string): FieldValue {
  if (name === 'created_at') return instantText(member.createdAt)
  if (name === 'updated_at') return instantText(member.updatedAt)
  return member.values.get(name) ?? ''
}
