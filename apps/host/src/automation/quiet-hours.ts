/** Hours and minutes by the clock on the wall; `from` after `to` goes over midnight. */
export interface QuietHours {
  readonly from: string
  readonly to: string
}

const minuteMs = 60_000
const stepMs = 15 * minuteMs
const longestMs = 2 * 86_400_000

/**
 * Until when somebody is not to be disturbed; undefined: they may be now.
 *
 * Where the zone is not certain, such as in a country that has several, it is to be day in all of them. Nights in which clocks are
 * changed are as long as they are: what counts is what the clock shows.
 */
export function quietUntil(
  now: number,
  hours: QuietHours,
  zones: readonly string[],
): number | undefined {
  const clocks = zones.map(clockOf)
  const isQuiet = (at: number) => clocks.some((clock) => within(clock(at), hours))
  if (!isQuiet(now)) return undefined
  for (let at = Math.floor(now / stepMs) * stepMs + stepMs; at <= now + longestMs; at += stepMs)
    if (!isQuiet(at)) return earliest(at - stepMs, at, isQuiet)
  // Zones that share no waking hour: nobody is to wait for ever.
  return undefined
}

function earliest(from: number, to: number, isQuiet: (at: number) => boolean): number {
  for (let at = from + minuteMs; at < to; at += minuteMs) if (!isQuiet(at)) return at
  return to
}

function within(time: string, { from, to }: QuietHours): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to
}

function clockOf(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => format.format(at)
}

const zonesOfCountries = new Map<string, readonly string[]>()

/**
 * The zones in which a person may live: that of the shop where it is one of the country's, else all of the country, else that of the
 * shop.
 */
export function zonesOf(country: string | undefined, ofShop: string): readonly string[] {
  if (country === undefined || !/^[A-Z]{2}$/u.test(country)) return [ofShop]
  let zones = zonesOfCountries.get(country)
  if (zones === undefined) {
    // Older engines cannot tell.
    const locale: Intl.Locale & { getTimeZones?(): readonly string[] | undefined } =
      new Intl.Locale(`und-${country}`)
    zones = locale.getTimeZones?.() ?? []
    zonesOfCountries.set(country, zones)
  }
  return zones.length === 0 || zones.includes(ofShop) ? [ofShop] : zones
}
