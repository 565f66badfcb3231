import { Delta, formatValue } from '@cartograph/charts'
import {
  changeOf,
  formatOf,
  goodWhen,
  knownValue,
  type FigureNames,
} from '@cartograph/charts/figures'
import type { FigureAnswer } from '../../api/answers.ts'
import { useWords } from '../../words/words-context.tsx'

/** A number for each metric, and how it changed. */
export function NumberWidget({
  answer: { metrics, total, currency, comparedRange },
  names,
}: {
  readonly answer: FigureAnswer
  readonly names: FigureNames
}) {
  const { say, locale, formats } = useWords()
  if (metrics === undefined) return null
  const isCompared = comparedRange !== undefined
  const comparison =
    comparedRange === undefined
      ? undefined
      : say('figures.comparedWith', {
          from: formats.day(comparedRange.from),
          to: formats.day(comparedRange.to),
        })
  return (
    <dl
      aria-live="polite"
      // As many in a row as there is room for: a number is never broken.
      className="flex flex-wrap gap-x-6 gap-y-4"
    >
      {metrics.map((metric, index) => {
        const figure = total?.figures[index]
        const value = knownValue(figure?.value)
        return (
          <div key={metric.id} className="max-w-full min-w-26 grow" title={metric.definition}>
            {metrics.length > 1 && (
              <dt className="text-sm text-faint">{names.metric(metric.id)}</dt>
            )}
            <dd className="text-2xl leading-9 font-semibold tracking-tight tabular-nums [overflow-wrap:anywhere]">
              {metrics.length === 1 && <span className="sr-only">{names.metric(metric.id)} </span>}
              {value === null ? '–' : formatValue(value, formatOf(metric, currency), locale)}
            </dd>
            {isCompared && (
              <dd title={comparison}>
                <Delta
                  change={changeOf(figure?.delta)}
                  goodWhen={goodWhen(metric.id)}
                  locale={locale}
                  words={{ new: say('figures.new') }}
                />
              </dd>
            )}
          </div>
        )
      })}
    </dl>
  )
}
