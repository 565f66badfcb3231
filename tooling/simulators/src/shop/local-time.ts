import { hourMs } from './durations.ts'

/**
 * Prints instants as a wall clock in `timeZone` shows them, without saying which zone: `2026-11-01 09:30:00`.
 *
 * The hour that autumn repeats is ambiguous, as it is in a shop's own exports.
 */
export function localTimeIn(timeZone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' })
  // Zones change their offset on the hour at most, and asking Intl once an hour is a hundred times faster than always.
  const offsets = new Map<number, number>()

  const offsetAt = (time: number): number => {
    const hour = Math.floor(time / hourMs)
    const known = offsets.get(hour)
    if (known !== undefined) return known
    const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/u.exec(name) ?? ['', '+', '0', '0']
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
    offsets.set(hour, offset)
    return offset
  }

  return (time) =>
    new Date(time + offsetAt(time))
      .toISOString()
      .slice(0, 'yyyy-MM-ddTHH:mm:ss'.length)
      .replace('T', ' ')
}
