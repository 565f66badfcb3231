const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/

/**
 * An instant in UTC in the one form of the model, with milliseconds: `2010-12-01T08:26:00.000Z`.
 *
 * What has seconds only, or up to nanoseconds, is brought to milliseconds (cut, not rounded). Everything else is `undefined`:
 * other offsets, a date alone, the 30th of February.
 */
export function normaliseInstant(text: string): string | undefined {
  const parts = form.exec(text)
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second, fraction = ''] = parts
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (!isDay(Number(year), Number(month), Number(day))) return undefined
  return fraction.length === 3
    ? text
    : `${text.slice(0, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

/** Whether a day is in the (proleptic Gregorian) calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
