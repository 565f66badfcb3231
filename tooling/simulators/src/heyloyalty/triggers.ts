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
import type { Account, Product } from './account.ts'
import { membersBy } from './member-writing.ts'

const isStrange = (key: string) => key !== 'ProductId' && key !== 'ProductName'

/** `POST /webhooktrigger`: sets off the automation of a category for one person on a list. */
export function answerTrigger(account: Account, { parts }: Asked): Answer {
  const data = parsed(parts.get('Data'))
  const context = isObject(data?.['Context']) ? data['Context'] : undefined
  if (data === undefined || context === undefined) return refused('The Data part is required.')
  const category = textOf(context['Category'])
  if (category === '') return refused('The category is required.')
  if (Number.isNaN(Date.parse(textOf(data['EventDateTime']))))
    return refused('The EventDateTime is invalid.')
  const list = account.lists.get(Number(textOf(context['ListId'])))
  if (list === undefined) return missing
  const { strangerStatus, triggerContent } = account.unknowns
  const content = listOf(data['Content']).flatMap((one): readonly Product[] =>
    isObject(one)
      ? [Object.fromEntries(Object.entries(one).map(([key, value]) => [key, textOf(value)]))]
      : [],
  )
  if (triggerContent === 'idAndName' && content.some((one) => Object.keys(one).some(isStrange)))
    return refused('The content is invalid.')
  const email = textOf(context['UserId'])
  const member = membersBy(list, 'email', email).find(({ status }) => status === 'active')
  if (member === undefined)
    return strangerStatus === 404
      ? missing
      : strangerStatus === 400
        ? refused('The member was not found.')
        : good({ status: 'success' })
  const fields = isObject(data['ExternalFields']) ? data['ExternalFields'] : {}
  account.triggered.push({
    listId: list.id,
    category,
    email,
    content,
    externalFields: Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [key, textOf(value)]),
    ),
  })
  return good({ status: 'success' })
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
