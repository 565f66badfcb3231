import { widgetCharts } from '@cartograph/charts/figures'
import { ChartColumn, Table2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { FigureAnswer, Widget } from '../api/answers.ts'
import { NumberWidget } from '../pages/dashboards/number-widget.tsx'
import { useFigureWords } from '../pages/dashboards/use-figure-words.ts'
import { widgetName } from '../pages/dashboards/widget-name.ts'
import { spanLook, type WidgetSpan } from '../pages/dashboards/widget-span.ts'
import { IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useWords } from '../words/words-context.tsx'

/** Numbers are seen first: what draws, and what sorts tables, comes after. */
const WidgetCharts = lazy(async () => ({
  default: (await import('../pages/dashboards/widget-charts.tsx')).WidgetCharts,
}))
const WidgetTable = lazy(async () => ({
  default: (await import('../pages/dashboards/widget-table.tsx')).WidgetTable,
}))

/** One widget of a shared dashboard. A chart can be looked at as a table. */
export function SharedWidget({
  widget,
  span,
  answer,
}: {
  readonly widget: Widget
  readonly span: WidgetSpan
  /** Missing: it is about to come. */
  readonly answer: FigureAnswer | undefined
}) {
  const { say } = useWords()
  const { names } = useFigureWords()
  const [asTable, setAsTable] = useState(false)
  const title = widgetName(widget, names)
  const charts =
    answer === undefined ? [] : widgetCharts({ show: widget.show, title }, answer, names)
  const isNumber = widget.show === 'number'
  const waiting = <Skeleton className={isNumber ? 'h-[62px]' : 'h-64'} />
  return (
    <div className={`grid min-w-0 ${spanLook(span)}`}>
      <Card
        title={title}
        actions={
          charts.length > 0 && (
            <IconButton
              label={say(asTable ? 'widget.asChart' : 'widget.asTable')}
              aria-pressed={asTable}
              className="-my-1"
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <ChartColumn aria-hidden size={18} /> : <Table2 aria-hidden size={18} />}
            </IconButton>
          )
        }
      >
        <Suspense fallback={waiting}>
          {answer === undefined ? (
            waiting
          ) : answer.problem !== undefined ? (
            <p className="text-sm text-soft">{say('shared.nothing')}</p>
          ) : isNumber ? (
            <NumberWidget answer={answer} names={names} />
          ) : charts.length > 0 && !asTable ? (
            <WidgetCharts charts={charts} />
          ) : (
            <WidgetTable title={title} answer={answer} names={names} />
          )}
        </Suspense>
      </Card>
    </div>
  )
}
