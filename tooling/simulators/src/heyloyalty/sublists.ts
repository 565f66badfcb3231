import { good, isObject, missing, refused, textOf, type Answer, type Asked } from './answer.ts'
import type { Account, List, Sublisted } from './account.ts'

const kinds = ['shops', 'segments', 'webhooks'] as const
type Kind = (typeof kinds)[number]

const needed: Readonly<Record<Kind, readonly string[]>> = {
  shops: ['name', 'username', 'password', 'user_username', 'user_password'],
  segments: ['name', 'filters'],
  webhooks: ['url', 'contact_email', 'webhookTriggers'],
}

export function isKind(name: string | undefined): name is Kind {
  return kinds.some((kind) => kind === name)
}

/** Shops, segments and webhooks of a list. */
export function answerSublist(
  account: Account,
  list: List,
  kind: Kind,
  rest: readonly string[],
  asked: Asked,
): Answer {
  const all = list[kind]
  const [id] = rest
  if (id === undefined) return answerAll(account, all, kind, asked)
  const present = all.get(Number(id))
  if (present === undefined) return missing
  switch (asked.method) {
    case 'GET':
      return good(hidden(present))
    case 'PUT':
      all.set(present.id, { ...asked.body, id: present.id })
      return { status: 204 }
    case 'DELETE':
      all.delete(present.id)
      return { status: 204 }
    default:
      return missing
  }
}

function answerAll(
  account: Account,
  all: Map<number, Sublisted>,
  kind: Kind,
  { method, body }: Asked,
): Answer {
  if (method === 'GET') {
    const shown = [...all.values()].map(hidden)
    return good(account.unknowns.sublists === 'bare' ? shown : { [kind]: shown })
  }
  const lacking = needed[kind].find((name) => textOf(body[name]) === '' && !isObject(body[name]))
  if (lacking !== undefined) return refused(`The ${lacking} field is required.`)
  const made = { ...body, id: account.nextId() }
  all.set(made.id, made)
  return good({ id: made.id }, 201)
}

function hidden(one: Sublisted): object {
  return Object.fromEntries(Object.entries(one).filter(([name]) => !name.includes('password')))
}
