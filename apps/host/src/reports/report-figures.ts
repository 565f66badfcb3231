import { formatValue, type DeltaProps } from '@cartograph/charts'
import { changeOf, formatOf, goodWhen, knownValue } from '@cartograph/charts/figures'
import type { Answer } from '../analytics/index.ts'
import type { Widget } from '../dashboards/index.ts'
import type { ReportSpeech } from './report-speech.ts'

/** A number with its name and how it changed, as it is written. */
export interface WrittenFigure {
  readonly name: string
  readonly value: string
  readonly delta?: DeltaProps
}

/** The figures of a widget of numbers; a single one bears the widget’s name. */
export function writtenFigures(
  { title }: Pick<Widget, 'title'>,
  { metrics, total, currency, comparedRange }: Answer,
  { names, locale, figures: words }: ReportSpeech,
): readonly WrittenFigure[] {
  return metrics.map((metric, index) => {
    const figure = total.figures[index]
    const value = knownValue(figure?.value)
    return {
      name: metrics.length === 1 ? names.widget(title) : names.metric(metric.id),
      value: value === null ? '–' : formatValue(value, formatOf(metric, currency), locale),
      ...(comparedRange !== undefined && {
        delta: {
          change: changeOf(figure?.delta),
          goodWhen: goodWhen(metric.id),
          locale,
          words: { new: words['figures.new'] },
        },
      }),
    }
  })
}
