export const fieldTypes = [
  'text',
  'date',
  'datetime',
  'time',
  'multiple',
  'json',
  'single',
] as const
export type FieldType = (typeof fieldTypes)[number]
/** As it is stored: JSON as text, several as a list. */
export type FieldValue = string | readonly string[]

const longestGroupBytes = 65 * 1024
const forms: Readonly<Partial<Record<FieldType, RegExp>>> = {
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  datetime: /^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
}

/** Whether a value fits the type of its field. */
export function fits(type: FieldType, value: unknown): value is FieldValue {
  if (type === 'multiple')
    return (
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((one) => typeof one === 'string' && one !== '')
    )
  if (typeof value !== 'string' || value === '') return false
  if (type === 'json') return isJson(value)
  return forms[type]?.test(value) ?? true
}

/** The two parts of a key of v2, which has exactly one point. */
export function partsOfKey(key: unknown): readonly [group: string, field: string] | undefined {
  if (typeof key !== 'string') return undefined
  const parts = /^([^.[\]{}"'\\]+)\.([^.[\]{}"'\\]+)$/.exec(key)
  const [, group, field] = parts ?? []
  return group === undefined || field === undefined ? undefined : [group, field]
}

/** All values of one group together stay below 65 KiB. */
export function isTooLarge(values: Iterable<FieldValue>): boolean {
  let bytes = 0
  for (const value of values)
    bytes += Buffer.byteLength(typeof value === 'string' ? value : value.join(''))
  return bytes >= longestGroupBytes
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
