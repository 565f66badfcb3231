const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/

/**
 * An instant in UTC in the one form of the model, with milliseconds: `2010-12-01T08:26:00.000Z`.
 *
 * What has seconds only, or up to nanoseconds, is brought to milliseconds (cut, not rounded). Everything else is `undefined`:
 * other offsets, a date alone, the 30th of February.
 */
export function normaliseInstant(text: string): string | undefined {
  if (text.length === 24 && text.charCodeAt(10) === 84 && isClock(text) && endsInMs(text))
    return text
  const parts = form.exec(text)
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second, fraction = ''] = parts
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (!isDay(Number(year), Number(month), Number(day))) return undefined
  return fraction.length === 3
    ? text
    : `${text.slice(0, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

/** Whether text begins with a day and a time of the calendar, `2010-12-01T08:26:00` or with a space, at its first 19 places. */
export function isClock(text: string): boolean {
  const between = text.charCodeAt(10)
  const year = twoAt(text, 0) * 100 + twoAt(text, 2)
  return (
    year >= 0 &&
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    (between === 84 || between === 32) &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    twoAt(text, 11) <= 23 &&
    twoAt(text, 14) <= 59 &&
    twoAt(text, 17) <= 59 &&
    isDay(year, twoAt(text, 5), twoAt(text, 8))
  )
}

/** The number that two digits are; of what are none it is `NaN`, which is in no range. */
function twoAt(text: string, at: number): number {
  const first = text.charCodeAt(at)
  const second = text.charCodeAt(at + 1)
  return isDigit(first) && isDigit(second) ? first * 10 + second - 528 : Number.NaN
}

/** Whether `.000Z` with any digits stands behind the seconds. */
function endsInMs(text: string): boolean {
  return (
    text.charCodeAt(19) === 46 &&
    isDigit(text.charCodeAt(20)) &&
    isDigit(text.charCodeAt(21)) &&
    isDigit(text.charCodeAt(22)) &&
    text.charCodeAt(23) === 90
  )
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Whether a day is in the (proleptic Gregorian) calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
