import type { MessageKey } from '../../words/messages.ts'
import type { Say } from '../../words/say.ts'
import { unknownGroup } from './unknown-group.ts'

/** What metrics, dimensions and their values are called by people. */
export interface FigureNames {
  readonly metric: (id: string) => string
  readonly dimension: (id: string) => string
  readonly value: (dimension: string, value: string) => string
}

const countryDimensions: ReadonlySet<string> = new Set(['country', 'shipping_country'])
/** The first of January 2024 was a Monday. */
const mondayMs = Date.UTC(2024, 0, 1)
const dayMs = 86_400_000

export function figureNames(
  say: Say,
  knows: (key: string) => key is MessageKey,
  locale: string,
): FigureNames {
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const named = (kind: string, id: string) => {
    const key = `${kind}.${id}`
    return knows(key) ? say(key) : plain(id)
  }
  return {
    metric: (id) => named('metric', id),
    dimension: (id) => named('dimension', id),
    value(dimension, value) {
      if (value === unknownGroup) return say('state.unknown')
      if (countryDimensions.has(dimension) && /^[A-Z]{2}$/u.test(value))
        return regions.of(value) ?? value
      if (dimension === 'weekday' && /^[1-7]$/u.test(value))
        return weekdays.format(mondayMs + (Number(value) - 1) * dayMs)
      const key = `${dimension}.${value}`
      return knows(key) ? say(key) : value
    },
  }
}

/** `net_sales` as `Net sales`, for what the page has no words for yet. */
function plain(id: string): string {
  const words = id.replaceAll('_', ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
