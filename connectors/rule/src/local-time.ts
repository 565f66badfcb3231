import { isClock } from '@cartograph/core'
import { ruleTimeZone } from './assumptions.ts'

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  // Swedish writes the day and the time as Rule does.
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  clocks.set(timeZone, made)
  return made
}

/** An instant in milliseconds as Rule writes it, `2026-01-01 13:45:00`, by the clocks of a zone. */
export function localText(at: number, timeZone: string): string {
  return clockOf(timeZone).format(at)
}

/**
 * What Rule's clocks show as an instant in milliseconds; `undefined` where it is no time.
 *
 * An hour that comes twice in autumn is taken for the second, so that nobody waits too short.
 */
export function instantOfLocal(text: string): number | undefined {
  if (text.length !== 19 || !isClock(text)) return undefined
  const shown = Date.parse(`${text.replace(' ', 'T')}Z`)
  // The offsets on either side of a change of the clocks; what does not show the same text is not it.
  const guesses = [shown - offsetMs(shown), shown - offsetMs(shown - 2 * hourMs)]
  const right = guesses.filter((at) => localText(at, ruleTimeZone) === text)
  return Math.max(...(right.length > 0 ? right : guesses))
}

const hourMs = 3_600_000

function offsetMs(at: number): number {
  return (
    Date.parse(`${localText(at, ruleTimeZone).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000
  )
}
