import type { ChartProps } from '@cartograph/charts'
import { InteractiveChart } from '@cartograph/charts/interactive'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from './use-figure-words.ts'

/** The charts of a widget, below each other; where there are several each says which it is. */
export function WidgetCharts({ charts }: { readonly charts: readonly ChartProps[] }) {
  const { locale } = useWords()
  const { chartWords } = useFigureWords()
  return (
    <div className="grid gap-5">
      {charts.map((chart, index) => (
        <figure key={index} className="min-w-0">
          {charts.length > 1 && (
            <figcaption className="pb-1 text-sm text-faint">
              {'series' in chart ? chart.series.map(({ name }) => name).join(', ') : chart.title}
            </figcaption>
          )}
          <InteractiveChart {...chart} locale={locale} words={chartWords} />
        </figure>
      ))}
    </div>
  )
}
