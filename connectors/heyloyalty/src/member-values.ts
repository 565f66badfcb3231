import { fault, type Context } from '@cartograph/core'
import type { ListField, MemberList } from './lists.ts'
import { identityOf, type FieldValue, type MemberItem } from './member-item.ts'
import type { Settings } from './settings.ts'
import { clockOf } from './local-time.ts'
import { shopId } from './shops.ts'

export type Values = Readonly<Record<string, string | readonly string[]>>

const longestText = 255

/**
 * An item's values as the fields of the list take them.
 *
 * @throws a `config` fault for a field that the list does not have, a `record` fault for a value that does not fit.
 */
export async function valuesOf(
  context: Context<Settings>,
  list: MemberList,
  item: MemberItem,
): Promise<Values> {
  const { email, phone, fields } = item
  const named = Object.entries({
    ...fields,
    ...((phone ?? null) !== null && { mobile: (phone ?? '').replace('+', '') }),
    ...((email ?? null) !== null && { email }),
  })
  const values: Record<string, string | readonly string[]> = {}
  for (const [name, value] of named) {
    if (value === undefined) continue
    const field = list.fields[name]
    if (field === undefined) throw fault(missingField(list, name))
    values[name] = value === null ? '' : await writtenValue(context, field, value)
  }
  const { field: unique, value } = identityOf(item)
  return { ...values, [unique]: value }
}

async function writtenValue(
  context: Context<Settings>,
  field: ListField,
  value: NonNullable<FieldValue>,
): Promise<string | readonly string[]> {
  if (field.format === 'multi') return [value].flat().map((one) => optionOf(field, String(one)))
  if (Array.isArray(value)) throw misfit(field, 'one value')
  if (value === '') return ''
  if (field.format === 'shop') {
    const id = await shopId(context, String(value))
    if (id === undefined) throw misfit(field, 'the name of a shop of the list')
    return id
  }
  return singleValue(context.config, field, value)
}

function singleValue(config: Settings, field: ListField, value: string | number | boolean): string {
  const text = String(value)
  switch (field.format) {
    case 'number':
      return numberOf(config, field, text)
    case 'date':
      return dayOf(config, field, text)
    case 'boolean':
      if (/^(?:true|1|yes)$/i.test(text)) return '1'
      if (/^(?:false|0|no)$/i.test(text)) return '0'
      throw misfit(field, 'true or false')
    case 'choice':
      return optionOf(field, text)
    default:
      if (text.length > longestText) throw misfit(field, `at most ${longestText} characters`)
      return text
  }
}

function numberOf({ decimals }: Settings, field: ListField, text: string): string {
  if (!/^-?\d{1,15}(?:\.\d+)?$/.test(text)) throw misfit(field, 'a number')
  return decimals === 'kept' || !text.includes('.') ? text : String(rounded(text))
}

/** Half away from zero, on the text, so that nothing is lost to binary fractions. */
function rounded(text: string): bigint {
  const [whole = '0', [tenth = '0'] = '0'] = text.replace('-', '').split('.')
  const size = BigInt(whole) + (tenth >= '5' ? 1n : 0n)
  return text.startsWith('-') ? -size : size
}

function dayOf(config: Settings, field: ListField, text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  const at = Date.parse(text)
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(at))
    throw misfit(field, 'a day or an instant')
  return new Date(clockOf(at, config)).toISOString().slice(0, 10)
}

const sexes: Readonly<Record<string, string>> = { male: '1', female: '2' }

/** An option by its id or its label; countries also by their codes, in English and Danish names. */
function optionOf(field: ListField, text: string): string {
  if (field.name === 'sex' && sexes[text] !== undefined) return sexes[text]
  const { options } = field
  if (options[text] !== undefined) return text
  const wanted = new Set(
    [text, ...(field.name === 'country' ? countryNames(text) : [])].map((one) => one.toLowerCase()),
  )
  const found = Object.entries(options).find(([, label]) => wanted.has(label.toLowerCase()))
  if (found === undefined) throw misfit(field, 'one of its options')
  return found[0]
}

function countryNames(code: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(code)) return []
  return ['en', 'da'].flatMap(
    (language) => new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? [],
  )
}

function missingField(list: MemberList, name: string) {
  return {
    kind: 'config',
    scope: 'part',
    message: `The list ${list.name} has no field ${name}.`,
    hint: '`cartograph prepare` makes the fields of the default mapping and those in `fields`; or leave it out by a mapping of your own.',
    path: ['fields', name],
  } as const
}

function misfit({ name, format }: ListField, expected: string) {
  return fault({
    kind: 'record',
    message: `The field ${name} (${format}) in Heyloyalty expects ${expected}.`,
    hint: 'Change the mapping of this field, or its format in Heyloyalty.',
    path: ['fields', name],
  })
}
