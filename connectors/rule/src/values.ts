import { isDay, normaliseInstant, type Json } from '@cartograph/core'
import * as z from 'zod'
import { mostGroupBytes } from './assumptions.ts'
import { localText } from './local-time.ts'
import { fieldName } from './settings.ts'

const instant = z.string().refine((text) => normaliseInstant(text) !== undefined, {
  message: 'expected an instant in UTC such as 2026-01-01T12:45:00Z',
})
const day = z.string().refine(
  (text) => {
    const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
    return isDay(Number(year), Number(month), Number(date))
  },
  { message: 'expected a day such as 1986-05-15' },
)
const time = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, 'expected a time such as 13:45:00')

/** A value and its type; one without anything in it is left out. */
const typed = z
  .strictObject({
    date: day.optional(),
    datetime: instant.optional(),
    time: time.optional(),
    single: z.string().optional(),
    json: z.json().optional(),
  })
  .refine((given) => Object.keys(given).length <= 1, { message: 'expected one type' })

/** Text, several texts, or `{ date }`, `{ datetime }`, `{ time }`, `{ single }`, `{ json }`. */
export const fieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().nullable()),
  typed,
])
export type GivenValue = z.infer<typeof fieldValue>

export const fieldValues = z.record(fieldName, fieldValue)
export type GivenValues = z.infer<typeof fieldValues>

type TextType = 'text' | 'date' | 'datetime' | 'time' | 'single'
export type FieldType = TextType | 'multiple' | 'json'
/** JSON is not text yet: v2 wants it as text, v3 as it is. */
export type TypedValue =
  | { readonly type: TextType; readonly value: string }
  | { readonly type: 'multiple'; readonly value: readonly string[] }
  | { readonly type: 'json'; readonly value: Json }

/** What is sent of a value; nothing of an empty one, which Rule refuses. */
export function typedValue(given: GivenValue, timeZone: string): TypedValue | undefined {
  if (given === null || given === '') return undefined
  if (typeof given !== 'object') return { type: 'text', value: String(given) }
  if (Array.isArray(given)) {
    const several = [...new Set(given.filter((one): one is string => one !== null && one !== ''))]
    return several.length === 0 ? undefined : { type: 'multiple', value: several }
  }
  const { date, datetime, time: clock, single, json } = given
  if (datetime !== undefined)
    return { type: 'datetime', value: localText(Date.parse(datetime), timeZone) }
  if (date !== undefined) return { type: 'date', value: date }
  if (clock !== undefined) return { type: 'time', value: clock }
  if (single !== undefined && single !== '') return { type: 'single', value: single }
  return json === undefined || json === null ? undefined : { type: 'json', value: json }
}

export function typedValues(given: GivenValues, timeZone: string): ReadonlyMap<string, TypedValue> {
  return new Map(
    Object.entries(given).flatMap(([field, value]) => {
      const made = typedValue(value, timeZone)
      return made === undefined ? [] : [[field, made] as const]
    }),
  )
}

/** As v2 takes it and as every version gives it back: JSON is text. */
export function writtenValue({ type, value }: TypedValue): string | readonly string[] {
  return type === 'json' ? JSON.stringify(value) : value
}

/**
 * The values of one group, short enough: of lists in JSON the last entries are left out.
 *
 * @returns `undefined` where that does not help.
 */
export function fitting(
  values: ReadonlyMap<string, TypedValue>,
): ReadonlyMap<string, TypedValue> | undefined {
  const bytes = bytesOf(values)
  if (bytes <= mostGroupBytes) return values
  const [longest] = [...values]
    .filter(([, { type, value }]) => type === 'json' && Array.isArray(value) && value.length > 0)
    .toSorted(([, one], [, other]) => sizeOf(other) - sizeOf(one))
  if (longest === undefined) return undefined
  const [field, { value }] = longest
  const list = value as readonly Json[]
  // As many as the excess tells, and at least one, so that it ends.
  const share = Math.max(0, 1 - (bytes - mostGroupBytes) / sizeOf({ type: 'json', value }))
  const kept = Math.min(list.length - 1, Math.floor(list.length * share))
  return fitting(new Map(values).set(field, { type: 'json', value: list.slice(0, kept) }))
}

function bytesOf(values: ReadonlyMap<string, TypedValue>): number {
  return [...values.values()].reduce((sum, value) => sum + sizeOf(value), 0)
}

function sizeOf(value: TypedValue): number {
  const written = writtenValue(value)
  return new TextEncoder().encode(typeof written === 'string' ? written : written.join('')).length
}
