import type { Json } from '../../v1/words.ts'
import { readerOf, readIso, utcInstant, type ClockText } from '../clock-text.ts'
import type { Arguments, Definition, Family } from '../definition.ts'
import { instantText } from '../instant-text.ts'
import type { Evaluate, Node } from '../node.ts'
import { trouble, unfit } from '../trouble.ts'
import { fromLocal, isZone, zoneOf } from '../zone.ts'

/** Numbers below this are seconds since 1970, above milliseconds: the 3rd of March 1973 in the one, the year 5138 in the other. */
const leastMilliseconds = 1e11
/** The years 0 to 9999, which ISO 8601 writes with four digits. */
const leastInstant = -62_167_219_200_000
const greatestInstant = 253_402_300_799_999

function zoneNode(
  zone: Node | undefined,
  call: string,
): (...given: Parameters<Evaluate>) => string {
  if (zone === undefined) return () => 'UTC'
  if (zone.constant !== undefined) {
    const name = zone.constant.value
    if (typeof name !== 'string' || !isZone(name))
      throw trouble('the zone is no IANA time zone such as Europe/Stockholm')
    return () => name
  }
  return (here, scope) => {
    const name = zone.evaluate(here, scope)
    if (name === undefined || name === null) return 'UTC'
    if (typeof name !== 'string' || !isZone(name))
      throw unfit(call, 'an IANA time zone such as Europe/Stockholm', name)
    return name
  }
}

function isUtc(zone: Node | undefined): boolean {
  return zone === undefined || zone.constant?.value === 'UTC'
}

/** Reads what text, epoch seconds or milliseconds say, as far as they say it. */
function clockReader({
  text,
  call,
}: Arguments): (value: NonNullable<Json>) => ClockText | undefined {
  const { unit, format } = text
  const fromText = format === undefined ? readIso : readerOf(format)
  const expected =
    format === undefined
      ? 'a date and time such as 2010-12-01T08:26:00Z'
      : `a date written as ${format}`
  return (value) => {
    if (typeof value === 'string') {
      const trimmed = value.trim()
      if (trimmed === '') return undefined
      if (unit !== undefined && /^-?\d{1,15}(?:\.\d+)?$/.test(trimmed))
        return epoch(Number(trimmed), unit)
      const read = fromText(trimmed)
      if (read === undefined) throw unfit(call, expected, value)
      return read
    }
    if (typeof value !== 'number') throw unfit(call, expected, value)
    return epoch(value, unit ?? (Math.abs(value) < leastMilliseconds ? 's' : 'ms'))
  }
}

function epoch(value: number, unit: string): ClockText {
  return { localMs: Math.floor(unit === 's' ? value * 1000 : value), offset: 0 }
}

const named: Definition['named'] = {
  zone: { is: 'value', optional: true },
  format: { is: 'text', optional: true },
  unit: { is: 'text', optional: true, oneOf: ['s', 'ms'] },
}

export const instant: Family = {
  $instant: {
    says: 'ISO text, text in a `format`, epoch seconds or milliseconds (`unit`; else by size) as an instant in UTC. Without an offset in the text, `zone` (default UTC) says whose clocks are meant: a time that comes twice is the first, one that does not exist is the next that does. Blank text is missing.',
    takes: 'value',
    named,
    accepts: ['string', 'number', 'integer'],
    gives: ['string'],
    compile(parts) {
      const read = clockReader(parts)
      const zone = zoneNode(parts.named['zone'], parts.call)
      const { evaluate } = parts.value
      const isIso = parts.text['format'] === undefined
      const inUtc = isUtc(parts.named['zone'])
      return (here, scope) => {
        const value = evaluate(here, scope)
        if (value === null || value === undefined) return value
        if (isIso && typeof value === 'string' && (inUtc || value.endsWith('Z'))) {
          const quick = utcInstant(value)
          if (quick !== undefined) return quick
        }
        const clock = read(value)
        if (clock === undefined) return undefined
        const at =
          clock.offset === undefined
            ? fromLocal(clock.localMs, zone(here, scope))
            : clock.localMs - clock.offset * 60_000
        if (!(at >= leastInstant && at <= greatestInstant))
          throw unfit(parts.call, 'an instant of the years 0 to 9999', value)
        return instantText(at)
      }
    },
  },
  $date: {
    says: 'The day, `2010-12-01`, of a date, of a local date and time, or of an instant in a `zone` (default UTC). Blank text is missing.',
    takes: 'value',
    named,
    accepts: ['string', 'number', 'integer'],
    gives: ['string'],
    compile(parts) {
      const read = clockReader(parts)
      const zone = zoneNode(parts.named['zone'], parts.call)
      const { evaluate } = parts.value
      return (here, scope) => {
        const value = evaluate(here, scope)
        if (value === null || value === undefined) return value
        const clock = read(value)
        if (clock === undefined) return undefined
        let local = clock.localMs
        if (clock.offset !== undefined) {
          const at = clock.localMs - clock.offset * 60_000
          if (!(at >= leastInstant && at <= greatestInstant))
            throw unfit(parts.call, 'a day of the years 0 to 9999', value)
          local = at + zoneOf(zone(here, scope)).offsetAt(at)
        }
        return new Date(local).toISOString().slice(0, 10)
      }
    },
  },
}
