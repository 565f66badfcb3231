import { widgetCharts } from '@cartograph/charts/figures'
import type { FigureAnswer, Widget } from '../../api/answers.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWords } from '../../words/words-context.tsx'
import { NumberWidget } from './number-widget.tsx'
import { useFigureWords } from './use-figure-words.ts'
import { WidgetCharts } from './widget-charts.tsx'
import { widgetName } from './widget-name.ts'
import { WidgetTable } from './widget-table.tsx'

/** Whether a widget is drawn, so that it can be looked at as a table too. */
export function useIsDrawn(widget: Widget, answer: FigureAnswer | undefined): boolean {
  const { names } = useFigureWords()
  return (
    answer !== undefined && widgetCharts({ show: widget.show, title: '' }, answer, names).length > 0
  )
}

/** What a widget shows: as it comes, as it is, or why it cannot be told. */
export function WidgetContent({
  widget,
  answer,
  asTable = false,
}: {
  readonly widget: Widget
  /** Missing: it is about to come. */
  readonly answer: FigureAnswer | undefined
  readonly asTable?: boolean
}) {
  const { names } = useFigureWords()
  const title = widgetName(widget, names)
  if (answer === undefined)
    return <Skeleton className={widget.show === 'number' ? 'h-[62px]' : 'h-64'} />
  if (answer.problem !== undefined) return <WidgetProblem problem={answer.problem} />
  if (widget.show === 'number') return <NumberWidget answer={answer} names={names} />
  const charts = widgetCharts({ show: widget.show, title }, answer, names)
  return charts.length > 0 && !asTable ? (
    <WidgetCharts charts={charts} />
  ) : (
    <WidgetTable title={title} answer={answer} names={names} />
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
