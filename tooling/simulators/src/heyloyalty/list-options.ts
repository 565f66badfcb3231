import { good, missing, refused, textOf, type Answer, type Asked } from './answer.ts'
import type { Account, List } from './account.ts'

const providers: ReadonlySet<string> = new Set(['raptor', 'heyloyalty', ''])

/** `/lists/{id}/options/{bi | link_tracking}`. */
export function answerOptions(
  account: Account,
  list: List,
  option: string | undefined,
  { method, body }: Asked,
): Answer {
  if (option === 'link_tracking') {
    if (method === 'GET') return good(list.linkTracking)
    list.linkTracking = body
    return { status: 204 }
  }
  if (option !== 'bi') return missing
  if (method === 'GET') return good(list.intelligence)
  const { optionNames } = account.unknowns
  const known = new Set(Object.values(optionNames))
  const strange = Object.keys(body).find((name) => !known.has(name))
  if (strange !== undefined) return refused('An option is not known.')
  if (!providers.has(textOf(body[optionNames.provider]))) return refused('The provider is invalid.')
  list.intelligence = { ...list.intelligence, ...body }
  return { status: 204 }
}
