import type { FigureNames } from '@cartograph/charts/figures'
import type { Widget } from '../../api/answers.ts'

/** Whether nobody gave it a title. */
export function isNamedAfterMetrics({
  title,
  metrics,
}: Pick<Widget, 'title' | 'metrics'>): boolean {
  return title === '' || title === metrics.join(', ')
}

/** What a widget is called: by its title, or by what it shows. */
export function widgetName(
  widget: Pick<Widget, 'title' | 'metrics'>,
  names: Pick<FigureNames, 'metric' | 'widget'>,
): string {
  return isNamedAfterMetrics(widget)
    ? widget.metrics.map((metric) => names.metric(metric)).join(', ')
    : names.widget(widget.title)
}
