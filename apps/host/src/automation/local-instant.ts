const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * When the clock on the wall shows a time on a day.
 *
 * A time that the night of a clock change leaves out is met when the clock has gone on; one that comes twice, the first time.
 */
export function localInstant(day: number, time: string, timeZone: string): number {
  const wanted = day * dayMs + minutesOf(time) * minuteMs
  const candidates = [wanted - dayMs / 2, wanted + dayMs / 2].map(
    (near) => wanted - offsetMs(near, timeZone),
  )
  const exact = candidates.filter((at) => at + offsetMs(at, timeZone) === wanted)
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** How far the clock on the wall is ahead of UTC. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  )
  return shown - Math.floor(at / 1000) * 1000
}
