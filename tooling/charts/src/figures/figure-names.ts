import { unknownGroup, type FigureAnswer } from './figure-answer.ts'
import { widgetTitleKey } from './widget-title-key.ts'

/** What metrics, dimensions and their values are called by people. */
export interface FigureNames {
  readonly metric: (id: string) => string
  readonly dimension: (id: string) => string
  readonly value: (dimension: string, value: string) => string
  /** Those of widgets that are there anyway; one’s own as they were written. */
  readonly widget: (title: string) => string
}

/** Scores are told with what they are of: a five alone says nothing. */
const scores: ReadonlySet<string> = new Set(['recency_score', 'worth_score'])
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
  const dimensionName = (id: string) => wordsOf(`dimension.${id}`) ?? plain(id)
  return {
    metric: (id) => wordsOf(`metric.${id}`) ?? plain(id),
    dimension: dimensionName,
    value(dimension, value) {
      if (value === unknownGroup) return wordsOf('state.unknown') ?? value
      if (countryDimensions.has(dimension) && /^[A-Z]{2}$/u.test(value))
        return regions.of(value) ?? value
      if (dimension === 'weekday' && /^[1-7]$/u.test(value))
        return weekdays.format(mondayMs + (Number(value) - 1) * dayMs)
      if (scores.has(dimension)) return `${dimensionName(dimension)} ${value}`
      return wordsOf(`${dimension}.${value}`) ?? value
    },
    widget: (title) => wordsOf(widgetTitleKey(title)) ?? title,
  }
}

/** The same, with what an answer says itself of the values in it. */
export function namesIn({ labels }: Pick<FigureAnswer, 'labels'>, names: FigureNames): FigureNames {
  if (labels === undefined) return names
  return {
    ...names,
    value: (dimension, value) => labels[dimension]?.[value] ?? names.value(dimension, value),
  }
}

/** `net_sales` as `Net sales`, for what there are no words for yet. */
function plain(id: string): string {
  const words = id.replaceAll('_', ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
