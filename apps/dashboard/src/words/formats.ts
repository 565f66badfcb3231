/** How numbers and times are written in one language. */
export interface Formats {
  readonly number: (value: number) => string
  /** Of one: `0.25` is `25 %`. */
  readonly share: (value: number) => string
  /** `12.3 KB`. */
  readonly bytes: (value: number) => string
  /** A day and a time of the day, where whoever looks is. */
  readonly instant: (at: string | number) => string
  readonly day: (at: string | number) => string
  /** `3 minutes ago`, `in 2 hours`. */
  readonly ago: (at: string | number, now?: number) => string
  /** `5 s`, `2.5 min`, `30 days`. */
  readonly duration: (ms: number) => string
}

const dayMs = 86_400_000
const units = [
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const
const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function formatsIn(locale: string): Formats {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(value)
  return {
    number: (value) => numbers.format(value),
    share: (value) => shares.format(value),
    bytes(value) {
      const power = Math.min(sizes.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3))
      return unit(value / 1000 ** power, sizes[power] ?? 'byte')
    },
    instant: (at) => instants.format(new Date(at)),
    day: (at) => days.format(new Date(at)),
    ago(at, now = Date.now()) {
      const distance = new Date(at).getTime() - now
      const [name, ms] = units.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1000]
      return relative.format(Math.trunc(distance / ms), name)
    },
    duration(ms) {
      if (ms < 1000) return unit(ms, 'millisecond')
      if (ms < 60_000) return unit(ms / 1000, 'second')
      if (ms < 3_600_000) return unit(ms / 60_000, 'minute')
      return ms < 2 * dayMs ? unit(ms / 3_600_000, 'hour') : unit(ms / dayMs, 'day')
    },
  }
}
