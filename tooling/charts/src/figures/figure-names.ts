import { unknownGroup } from './figure-answer.ts'
import { widgetTitleKey } from './widget-title-key.ts'

/** What metrics, dimensions and their values are called by people. */
export interface FigureNames {
  readonly metric: (id: string) => string
  readonly dimension: (id: string) => string
  readonly value: (dimension: string, value: string) => string
  /** Those of widgets that are there anyway; one’s own as they were written. */
  readonly widget: (title: string) => string
}

const countryDimensions: ReadonlySet<string> = new Set(['country', 'shipping_country'])
/** The first of January 2024 was a Monday. */
const mondayMs = Date.UTC(2024, 0, 1)
const dayMs = 86_400_000

/** By words of a language, which may not have all of them. */
export function figureNames(
  wordsOf: (key: string) => string | undefined,
  locale: string,
): FigureNames {
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  return {
    metric: (id) => wordsOf(`metric.${id}`) ?? plain(id),
    dimension: (id) => wordsOf(`dimension.${id}`) ?? plain(id),
    value(dimension, value) {
      if (value === unknownGroup) return wordsOf('state.unknown') ?? value
      if (countryDimensions.has(dimension) && /^[A-Z]{2}$/u.test(value))
        return regions.of(value) ?? value
      if (dimension === 'weekday' && /^[1-7]$/u.test(value))
        return weekdays.format(mondayMs + (Number(value) - 1) * dayMs)
      return wordsOf(`${dimension}.${value}`) ?? value
    },
    widget: (title) => wordsOf(widgetTitleKey(title)) ?? title,
  }
}

/** `net_sales` as `Net sales`, for what there are no words for yet. */
function plain(id: string): string {
  const words = id.replaceAll('_', ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
