import { isDay, normaliseInstant } from '@cartograph/core'
import * as z from 'zod'
import { assumedDates } from './assumptions.ts'
import { timeZoneOf, type Settings } from './settings.ts'

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

/** JSON numbers hold fifteen digits for certain. */
const decimal = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/, 'expected a decimal such as 120.50')
  .refine((text) => text.replaceAll(/\D/g, '').replace(/^0+/, '').length <= 15, {
    message: 'expected at most fifteen digits',
  })

/** An amount without which a row is not worth sending: it may lack a rate of its day. */
export const neededDecimal = z.strictObject({
  decimal: z
    .string({ error: 'expected an amount; one in another currency needs a rate of its day' })
    .pipe(decimal),
})

const typed = z
  .strictObject({
    decimal: decimal.nullish(),
    datetime: instant.nullish(),
    date: day.nullish(),
  })
  .refine((given) => Object.keys(given).length <= 1, { message: 'expected one type' })

/** Text, a number, true or false, nothing, or `{ decimal }`, `{ datetime }`, `{ date }`. */
export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null(), typed])
export type GivenValue = z.infer<typeof fieldValue>

export type WrittenValue = string | number | null

/** As Dialog Insight takes it; `undefined` where there is nothing to write. `null` empties. */
export function writtenValue(given: GivenValue, config: Settings): WrittenValue | undefined {
  if (given === null) return null
  if (typeof given === 'boolean') return given ? 1 : 0
  if (typeof given !== 'object') return given
  const [entry] = Object.entries(given)
  if (entry === undefined) return undefined
  const [type, value] = entry
  if (value === null || value === undefined) return value
  if (type === 'decimal') return Number(value)
  if (type === 'date') return dotted(value, config)
  return dotted(localText(Date.parse(value), timeZoneOf(config)), config)
}

export function writtenValues(
  given: Readonly<Record<string, GivenValue | undefined>>,
  config: Settings,
): Readonly<Record<string, WrittenValue>> {
  const entries = Object.entries(given).flatMap(([name, value]) => {
    const written = value === undefined ? undefined : writtenValue(value, config)
    return written === undefined ? [] : [[name, written] as const]
  })
  return Object.fromEntries(entries)
}

/** The day of a local date and time keeps its dashes inside until here. */
function dotted(text: string, { dates = assumedDates }: Settings): string {
  return dates === 'points' ? text.replaceAll('-', '.') : text
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function localText(at: number, timeZone: string): string {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    // Swedish writes the day and the time as 2026-10-24 14:03:11.
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    clocks.set(timeZone, clock)
  }
  return clock.format(at)
}
