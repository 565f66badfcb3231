import { listOf, textOf } from './answer.ts'
import type { Account, Field, FieldValue, List } from './account.ts'

export interface TakenValues {
  readonly values: ReadonlyMap<string, FieldValue>
  readonly error?: string
}

/** Values as a list takes them; the first that does not fit is told. Names that the list does not have are passed over. */
export function takenValues(
  account: Account,
  list: List,
  given: Readonly<Record<string, unknown>>,
): TakenValues {
  const values = new Map<string, FieldValue>()
  for (const [name, value] of Object.entries(given)) {
    const field = list.fields.get(name)
    if (field === undefined) continue
    const taken = valueOf(account, list, field, value)
    if (taken === undefined)
      return { values, error: `The value of field ${name} is not a valid ${field.format}` }
    values.set(name, taken)
  }
  return { values }
}

function valueOf(
  account: Account,
  list: List,
  field: Field,
  value: unknown,
): FieldValue | undefined {
  if (field.format === 'multi') {
    const ids = listOf(value).map(textOf)
    return ids.every((id) => field.options.has(id)) ? ids : undefined
  }
  if (Array.isArray(value) || (typeof value === 'object' && value !== null)) return undefined
  const text = textOf(value)
  return text === '' || fits(account, list, field, text) ? text : undefined
}

function fits(account: Account, list: List, { format, name, options }: Field, text: string) {
  if (name === 'email') return /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text)
  if (name === 'mobile') return /^\d{8,15}$/.test(text)
  switch (format) {
    case 'text':
    case 'password':
      return text.length <= 255
    case 'number':
      return (account.unknowns.decimals === 'kept' ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(text)
    case 'date':
      return /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(text)
    case 'boolean':
      return text === '0' || text === '1'
    case 'choice':
      return options.has(text)
    case 'shop':
      return list.shops.has(Number(text))
    case 'multi':
      return false
    default:
      return format satisfies never
  }
}
