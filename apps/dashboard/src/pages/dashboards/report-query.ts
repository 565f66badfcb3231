import type { FigureSettings } from '../../api/answers.ts'

/** What is chosen, as reports of a dashboard are asked for it. */
export function reportQuery({
  range,
  compare,
  currency,
  stores = [],
  segments = [],
}: FigureSettings) {
  return {
    ...(range !== undefined && {
      range: typeof range === 'string' ? range : `${range.from}..${range.to}`,
    }),
    ...(compare !== undefined && { compare }),
    ...(currency !== undefined && { currency }),
    ...(stores.length > 0 && { stores: stores.join(',') }),
    ...(segments.length > 0 && { segments: segments.join(',') }),
  }
}
