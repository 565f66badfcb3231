import type { FigureSettings } from '../../api/answers.ts'
import type { Formats } from '../../words/formats.ts'
import type { Say } from '../../words/say.ts'

/** Settings in a word or two each, of those that are said. */
export function settingsTexts(
  { range, compare, currency, stores, segments, filters = [] }: FigureSettings,
  { say, formats }: { readonly say: Say; readonly formats: Pick<Formats, 'day'> },
): readonly string[] {
  return [
    ...(range === undefined
      ? []
      : [
          typeof range === 'string'
            ? say(`range.${range}`)
            : `${formats.day(range.from)} – ${formats.day(range.to)}`,
        ]),
    ...(compare === undefined ? [] : [say('widget.compared', { with: say(`compare.${compare}`) })]),
    ...(currency === undefined ? [] : [currency]),
    ...(stores === undefined ? [] : [storesText(stores, say)]),
    ...(segments === undefined
      ? []
      : [
          segments.length === 0
            ? say('filter.everybody')
            : say('widget.segments', { count: segments.length }),
        ]),
    ...(filters.length === 0 ? [] : [say('widget.filters', { count: filters.length })]),
  ]
}

function storesText(stores: readonly string[], say: Say): string {
  const [only, ...others] = stores
  if (only === undefined) return say('filter.allStores')
  return others.length === 0 ? only : say('widget.stores', { count: stores.length })
}
