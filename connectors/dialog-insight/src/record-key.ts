import { fault, type Key } from '@cartograph/core'
import { assumedCaseSensitiveKeys } from './assumptions.ts'
import type { Settings } from './settings.ts'

export type KeyValue = string | number
export type KeyValues = Readonly<Record<string, KeyValue>>

/** A key as the vendor tells records apart: by the codes in their order, and without case. */
export function keyOf(
  codes: readonly string[],
  values: KeyValues,
  { caseSensitiveKeys = assumedCaseSensitiveKeys }: Settings,
): Key {
  const [first, ...rest] = codes.map((code) => {
    const value = values[code]
    if (value === undefined || value === '')
      throw fault({
        kind: 'record',
        message: `The key field ${code} is empty, and Dialog Insight tells records apart by it.`,
        hint: 'Fill it, or let the mapping leave out what has none.',
        path: ['key', code],
      })
    const text = String(value).trim()
    return caseSensitiveKeys ? text : text.toLowerCase()
  })
  if (first === undefined) throw noContactKey()
  return [first, ...rest]
}

export function noContactKey() {
  return fault({
    kind: 'config',
    scope: 'connection',
    message: 'Which fields are the key of the contacts is not known: the project does not tell.',
    hint: 'Set `contactsBy`, such as `[EMail]`. In Dialog Insight: the project’s settings show it. Or run `cartograph discover`.',
  })
}
