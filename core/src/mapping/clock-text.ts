import { isClock, isDay } from '../commerce/index.ts'
import { utc } from './zone.ts'

/** A date, perhaps with a time, as written: `localMs` is its reading as if it were UTC. */
export interface ClockText {
  readonly localMs: number
  /** Minutes ahead of UTC, where the text says so. */
  readonly offset?: number
}

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?$/

/** Reads ISO 8601: a date, or a date and time with T or a space, with or without an offset. */
export function readIso(text: string): ClockText | undefined {
  const found = iso.exec(text)
  if (found === null) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found
  const localMs = checked({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms: Number(fraction.slice(0, 3).padEnd(3, '0')),
  })
  if (localMs === undefined) return undefined
  return zone === undefined ? { localMs } : { localMs, offset: offsetOf(zone) }
}

/**
 * The instant of text in the common forms `2010-12-01 08:26:00`, with T, with `Z`, with milliseconds, when its clock is UTC.
 *
 * Built from the text itself, because most instants of most sources are; `undefined`: read it the long way.
 */
export function utcInstant(text: string): string | undefined {
  const { length } = text
  if (length < 19 || length > 24 || !isClock(text)) return undefined
  const rest = length === 19 ? '' : text.slice(19)
  const seconds = `${text.slice(0, 10)}T${text.slice(11, 19)}`
  if (rest === '' || rest === 'Z') return `${seconds}.000Z`
  return /^\.\d{3}Z?$/.test(rest) ? `${seconds}${rest.slice(0, 4)}Z` : undefined
}

function offsetOf(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0)
  return zone.startsWith('-') ? -minutes : minutes
}

interface Fields {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  ms: number
}

function checked(fields: Fields): number | undefined {
  const { year, month, day, hour, minute, second, ms } = fields
  if (hour > 23 || minute > 59 || second > 59 || !isDay(year, month, day)) return undefined
  return utc(year, month, day, hour, minute, second, ms)
}

const tokens = {
  yyyy: String.raw`(\d{4})`,
  yy: String.raw`(\d{2})`,
  MM: String.raw`(\d{2})`,
  M: String.raw`(\d{1,2})`,
  dd: String.raw`(\d{2})`,
  d: String.raw`(\d{1,2})`,
  HH: String.raw`(\d{2})`,
  H: String.raw`(\d{1,2})`,
  hh: String.raw`(\d{2})`,
  h: String.raw`(\d{1,2})`,
  mm: String.raw`(\d{2})`,
  m: String.raw`(\d{1,2})`,
  ss: String.raw`(\d{2})`,
  s: String.raw`(\d{1,2})`,
  SSS: String.raw`(\d{3})`,
  a: '([AaPp][Mm])',
} as const
type Token = keyof typeof tokens

const words = /'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g

/**
 * A reader for a format such as `d.M.yyyy HH:mm`.
 *
 * Letters are tokens, everything else and what is in single quotes stands for itself. `yy` 00 to 69 is 2000 to 2069.
 *
 * @throws RangeError that names a token that is unknown, twice there, or lacking (year, month and day must be there).
 */
export function readerOf(format: string): (text: string) => ClockText | undefined {
  const order: Token[] = []
  let pattern = ''
  for (const [word, quoted] of format.matchAll(words)) {
    if (quoted !== undefined) pattern += literally(quoted)
    else if (!/^[A-Za-z]/.test(word)) pattern += literally(word)
    else if (!Object.hasOwn(tokens, word))
      throw new RangeError(`\`${word}\` is no part of a date format`)
    else {
      order.push(word as Token)
      pattern += tokens[word as Token]
    }
  }
  for (const letter of ['y', 'M', 'd'])
    if (!order.some((token) => token.startsWith(letter)))
      throw new RangeError(`the format lacks \`${letter === 'y' ? 'yyyy' : letter.repeat(2)}\``)
  const letters = order.map((token) => (token === 'h' || token === 'hh' ? 'H' : token[0]))
  if (new Set(letters).size !== letters.length)
    throw new RangeError('the format has one part twice')
  const form = new RegExp(`^${pattern}$`)
  return (text) => {
    const found = form.exec(text)
    if (found === null) return undefined
    const fields: Fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, ms: 0 }
    let half: string | undefined
    for (const [index, token] of order.entries()) {
      const part = found[index + 1] ?? ''
      if (token === 'a') half = part.toLowerCase()
      else fields[fieldOf[token]] = token === 'yy' ? century(Number(part)) : Number(part)
    }
    if (half !== undefined) {
      if (fields.hour < 1 || fields.hour > 12) return undefined
      fields.hour = (fields.hour % 12) + (half === 'pm' ? 12 : 0)
    }
    const localMs = checked(fields)
    return localMs === undefined ? undefined : { localMs }
  }
}

const fieldOf = {
  yyyy: 'year',
  yy: 'year',
  MM: 'month',
  M: 'month',
  dd: 'day',
  d: 'day',
  HH: 'hour',
  H: 'hour',
  hh: 'hour',
  h: 'hour',
  mm: 'minute',
  m: 'minute',
  ss: 'second',
  s: 'second',
  SSS: 'ms',
} as const satisfies Record<Exclude<Token, 'a'>, keyof Fields>

function century(year: number): number {
  return year < 70 ? 2000 + year : 1900 + year
}

function literally(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}-]/g, String.raw`\$&`)
}
