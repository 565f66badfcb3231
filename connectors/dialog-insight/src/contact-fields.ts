import { assumedContactFields } from './assumptions.ts'
import type { Settings } from './settings.ts'

/** Code of the contact's field by property of the customer, but for those that are left out. */
export function contactFieldsOf({
  contactFields = {},
}: Settings): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, string | false>> = {
    ...assumedContactFields,
    ...contactFields,
  }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== false),
  )
}
