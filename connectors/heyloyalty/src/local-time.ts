import { assumedTimeZone } from './assumptions.ts'
import type { Settings } from './settings.ts'

const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/

/** An instant of Heyloyalty in milliseconds: by its own zone where it carries one, else by the clocks of the settings. */
export function instantOfLocal(text: string, { timeZone }: Settings): number | undefined {
  const [, day, time] = local.exec(text) ?? []
  const at = Date.parse(day === undefined ? text : `${day}T${time}Z`)
  if (Number.isNaN(at)) return undefined
  const zone = timeZone ?? assumedTimeZone
  if (day === undefined || zone === 'UTC') return at
  // Of a time that comes twice this is the later one, so that an opt-out is never earlier than it was.
  const guess = at - offsetMs(at, zone)
  return at - offsetMs(guess, zone)
}

/** An instant as the clocks of the settings show it, in milliseconds as if they were those of UTC. */
export function clockOf(at: number, { timeZone }: Settings): number {
  return at + offsetMs(at, timeZone ?? assumedTimeZone)
}

function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const number = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const shown = Date.UTC(
    number('year'),
    number('month') - 1,
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
  )
  return shown - Math.floor(at / 1_000) * 1_000
}
