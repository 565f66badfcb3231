import { widgetCharts } from '@cartograph/charts/figures'
import { ChartColumn, Table2 } from 'lucide-react'
import { useState } from 'react'
import type { FigureAnswer, Widget } from '../../api/answers.ts'
import { IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWords } from '../../words/words-context.tsx'
import { NumberWidget } from './number-widget.tsx'
import { useFigureWords } from './use-figure-words.ts'
import { WidgetCharts } from './widget-charts.tsx'
import { WidgetTable } from './widget-table.tsx'
import type { WidgetSpan } from './widget-span.ts'

/** The names of classes are found by reading the sources, so they stand here as they are. */
const narrowSpans: Readonly<Record<number, string>> = {
  1: 'md:col-span-1',
  2: 'md:col-span-2',
}
const wideSpans: Readonly<Record<number, string>> = {
  1: 'xl:col-span-1',
  2: 'xl:col-span-2',
  3: 'xl:col-span-3',
  4: 'xl:col-span-4',
}

/** One widget: as it comes, as it is, or why it cannot be told. A chart can be looked at as a table. */
export function WidgetCard({
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
  const title = names.widget(widget.title)
  const [asTable, setAsTable] = useState(false)
  const charts =
    answer === undefined ? [] : widgetCharts({ show: widget.show, title }, answer, names)
  return (
    <div className={`grid min-w-0 ${narrowSpans[span.narrow]} ${wideSpans[span.wide]}`}>
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
        {answer === undefined ? (
          <Skeleton className={widget.show === 'number' ? 'h-[62px]' : 'h-64'} />
        ) : answer.problem !== undefined ? (
          <WidgetProblem problem={answer.problem} />
        ) : widget.show === 'number' ? (
          <NumberWidget answer={answer} names={names} />
        ) : charts.length > 0 && !asTable ? (
          <WidgetCharts charts={charts} />
        ) : (
          <WidgetTable title={title} answer={answer} names={names} />
        )}
      </Card>
    </div>
  )
}

function WidgetProblem({ problem }: { readonly problem: NonNullable<FigureAnswer['problem']> }) {
  const { say } = useWords()
  return (
    <div role="alert" className="text-sm [overflow-wrap:anywhere]">
      <p className="font-medium">{problem.message ?? say('error.title')}</p>
      {problem.hint !== undefined && <p className="text-soft">{problem.hint}</p>}
    </div>
  )
}
