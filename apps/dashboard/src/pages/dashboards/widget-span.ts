import type { Widget } from '../../api/answers.ts'

/** How much room a widget takes of the four columns of a dashboard: one for a number or two, half for charts, what has many columns all. */
export function widgetSpan({ show, metrics, by }: Pick<Widget, 'show' | 'metrics' | 'by'>): string {
  if (show === 'number') {
    if (metrics.length < 3) return 'min-w-0'
    return metrics.length < 4 ? 'min-w-0 md:col-span-2' : 'min-w-0 md:col-span-2 xl:col-span-4'
  }
  if (show === 'line' || show === 'heatMap' || by.length > 1)
    return 'min-w-0 md:col-span-2 xl:col-span-4'
  return 'min-w-0 md:col-span-2'
}
