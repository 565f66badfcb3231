import type { Account } from './account.ts'
import { isJsonObject, textOf, type Json, type JsonObject } from './json.ts'
import { resources, type ResourceName } from './resources.ts'

/** What one record of a write came to. */
export type Written = { readonly value: Json } | { readonly status: number; readonly text: string }

/** Text fields that a `null` is refused for; `""` clears them. */
const neverNull = new Set(['barcode', 'email', 'namefirst', 'namelast', 'sku', 'title'])

export function created(account: Account, name: ResourceName, input: Json): Written {
  if (!isJsonObject(input)) return refused('Invalid value')
  const { key, required = [], unique } = resources[name]
  const missing = required.find((field) => textOf(input, field).trim() === '')
  if (missing !== undefined) return refused(`Missing required field '${missing}'.`)
  const wrong = problemOf(account, name, input, undefined)
  if (wrong !== undefined) return refused(wrong)
  if (unique !== undefined && holderOf(account, name, unique, input) !== undefined)
    return refused(`${unique === 'sku' ? 'SKU' : 'E-mail'} already exists`)
  const id = account.nextId(name)
  account.table(name).put({
    ...defaultsOf(name),
    datecreated: account.second(),
    ...touched(account, name),
    ...input,
    [key]: id,
  })
  return { value: id }
}

/** A PUT changes what it names, and leaves the rest. */
export function updated(account: Account, name: ResourceName, id: string, input: Json): Written {
  if (!isJsonObject(input)) return refused('Invalid value')
  const before = account.table(name).get(id)
  if (before === undefined) return notFound
  const wrong = problemOf(account, name, input, id)
  if (wrong !== undefined) return refused(wrong)
  account.table(name).put({
    ...before,
    ...input,
    [resources[name].key]: before[resources[name].key] ?? id,
    ...touched(account, name),
  })
  return { value: true }
}

export function removed(account: Account, name: ResourceName, id: string): Written {
  return account.table(name).remove(id) ? { value: true } : notFound
}

const notFound: Written = { status: 404, text: 'Resource not found' }

function refused(text: string): Written {
  return { status: 400, text }
}

function problemOf(
  account: Account,
  name: ResourceName,
  input: JsonObject,
  id: string | undefined,
): string | undefined {
  for (const [field, value] of Object.entries(input))
    if (value === null && neverNull.has(field)) return `Invalid value in ${field} (Not string)`
  const { unique, key } = resources[name]
  if (unique === undefined || !(unique in input) || id === undefined) return undefined
  const holder = holderOf(account, name, unique, input)
  return holder !== undefined && textOf(holder, key) !== id ? 'Invalid value' : undefined
}

function holderOf(account: Account, name: ResourceName, unique: string, input: JsonObject) {
  const wanted = textOf(input, unique).toLowerCase()
  return account
    .table(name)
    .rows()
    .find((row) => textOf(row, unique).toLowerCase() === wanted)
}

function touched(account: Account, name: ResourceName): JsonObject {
  const { modified } = resources[name]
  return modified === undefined ? {} : { [modified]: account.second() }
}

function defaultsOf(name: ResourceName): JsonObject {
  return name === 'users' ? { role: null, voucherpasswords: [] } : {}
}
