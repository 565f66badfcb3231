import { good, missing, type Answer, type Asked } from './answer.ts'
import type { Account, List } from './account.ts'
import { answerOptions } from './list-options.ts'
import { answerList, answerLists, patchList } from './lists.ts'
import { importMembers } from './member-import.ts'
import { deleteByField } from './member-writing.ts'
import { answerMembers } from './members.ts'
import { answerFeeds, answerMapping, answerProducts } from './product-feeds.ts'
import { answerSublist, isKind } from './sublists.ts'
import { answerTrigger } from './triggers.ts'

/** What `/loyalty/v1` answers. */
export async function answerV1(account: Account, asked: Asked): Promise<Answer> {
  const [subject = '', ...rest] = asked.path.split('/').filter(Boolean)
  if (subject === 'lists') return answerV1Lists(account, rest, asked)
  if (subject === 'products') return answerProducts(account, rest, asked)
  if (subject === 'webhooktrigger') return answerTrigger(account, asked)
  if (subject !== 'integrations') return missing
  const [integration = '', ...more] = rest
  if (integration === 'productfeed') return answerFeeds(account, more, asked)
  return integration === 'productfeed-mapping' ? answerMapping(account, more, asked) : missing
}

function answerV1Lists(account: Account, path: readonly string[], asked: Asked): Answer {
  const [id, part, ...rest] = path
  if (id === undefined) return answerLists(account, asked)
  if (id === 'countries') return good([{ id: 1, name: 'Denmark' }])
  const list = account.lists.get(Number(id))
  if (list === undefined) return missing
  return answerPart(account, list, part, rest, asked)
}

function answerPart(
  account: Account,
  list: List,
  part: string | undefined,
  rest: readonly string[],
  asked: Asked,
): Answer {
  if (part === undefined) return answerList(account, list, asked)
  if (part === 'members') return answerMembers(account, list, rest, asked)
  if (part === 'import') return importMembers(account, list, asked)
  if (part === 'options') return answerOptions(account, list, rest[0], asked)
  const isThere = isKind(part) && account.unknowns.sublists !== 'missing'
  return isThere ? answerSublist(account, list, part, rest, asked) : missing
}

/** What `/loyalty/v2` answers. */
export function answerV2(account: Account, asked: Asked): Answer {
  const [, id = ''] = asked.path.split('/').filter(Boolean)
  if (asked.path === '/lists/members/byfield' && asked.method === 'DELETE')
    return deleteByField(account, asked)
  const list = account.lists.get(Number(id))
  if (list === undefined || asked.method !== 'PATCH') return missing
  return patchList(account, list, asked)
}
