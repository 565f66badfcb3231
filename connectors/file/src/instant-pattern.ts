/** Where the parts of an instant stand in a text; an offset is in minutes. */
export interface InstantParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  readonly offsetMinutes: number | undefined
}

const signs: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  dd: String.raw`(?<day>\d{2})`,
  d: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{2})`,
  H: String.raw`(?<hour>\d{1,2})`,
  hh: String.raw`(?<hour>\d{2})`,
  h: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  m: String.raw`(?<minute>\d{1,2})`,
  ss: String.raw`(?<second>\d{2})`,
  s: String.raw`(?<second>\d{1,2})`,
  SSS: String.raw`(?<fraction>\d{3})`,
  a: '(?<half>[AaPp][Mm])',
  XXX: String.raw`(?<offset>Z|[+-]\d{2}:\d{2})`,
  XX: String.raw`(?<offset>Z|[+-]\d{4})`,
}

/** A date and, if there is more, a time to the minute, second or fraction, with or without an offset. */
const iso =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?)? ?(?<offset>Z|[+-]\d{2}(?::?\d{2})?)?$/i

export function isInstantPattern(pattern: string): boolean {
  return expressionOf(pattern) !== undefined
}

/**
 * A reader of instants in the given form; without one, of ISO 8601. It gives `undefined` for a text of another form, and
 * for a day or time that no calendar has.
 *
 * The letters are those of Unicode's date patterns: yyyy, MM, M, dd, d, HH, H, hh, h, mm, m, ss, s, SSS, a, XXX, XX; text
 * between single quotes stands for itself.
 */
export function instantReader(pattern?: string): (text: string) => InstantParts | undefined {
  const expression = pattern === undefined ? iso : expressionOf(pattern)
  return (text) => {
    const groups = expression?.exec(text)?.groups
    return groups === undefined ? undefined : partsOf(groups)
  }
}

function expressionOf(pattern: string): RegExp | undefined {
  let source = ''
  const seen = new Set<string>()
  for (const [piece] of pattern.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    if (!/^[A-Za-z]/.test(piece)) {
      if (piece === "'") return undefined
      source += literal(piece === "''" ? "'" : piece.replaceAll("'", ''))
      continue
    }
    const sign = signs[piece]
    const name = sign?.slice(3, sign.indexOf('>'))
    if (sign === undefined || name === undefined || seen.has(name)) return undefined
    seen.add(name)
    source += sign
  }
  const hasDay = seen.has('year') && seen.has('month') && seen.has('day')
  const hasHalf = /h/.test(pattern.replaceAll(/'[^']*'/g, ''))
  return hasDay && hasHalf === seen.has('half') ? new RegExp(`^${source}$`) : undefined
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
}

function partsOf(groups: Readonly<Record<string, string | undefined>>): InstantParts | undefined {
  const year = Number(groups['year'])
  const month = Number(groups['month'])
  const day = Number(groups['day'])
  const hour = hourOf(Number(groups['hour'] ?? 0), groups['half'])
  const minute = Number(groups['minute'] ?? 0)
  const second = Number(groups['second'] ?? 0)
  const millisecond = Number((groups['fraction'] ?? '').padEnd(3, '0').slice(0, 3))
  const offsetMinutes = offsetOf(groups['offset'])
  if (hour === undefined || hour > 23 || minute > 59 || second > 59) return undefined
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return { year, month, day, hour, minute, second, millisecond, offsetMinutes }
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (text === 'Z' || text === 'z') return 0
  const digits = text.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return text.startsWith('-') ? -minutes : minutes
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
