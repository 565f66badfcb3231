import type { FigureSettings } from '../../api/answers.ts'
import { problemOf } from '../../api/api-error.ts'
import { useWords } from '../../words/words-context.tsx'
import { WidgetContent } from '../dashboards/widget-content.tsx'
import { WidgetMarks } from '../dashboards/widget-marks.tsx'
import type { WidgetDraft } from './dashboard-draft.ts'
import { isComplete, usePreview } from './use-preview.ts'

/** A widget with its figures, as it would be on the dashboard. */
export function WidgetPreview({
  widget,
  settings,
  isSeen = true,
}: {
  readonly widget: WidgetDraft
  /** Of the dashboard. */
  readonly settings: FigureSettings
  readonly isSeen?: boolean
}) {
  const { say } = useWords()
  const { answer, error } = usePreview(widget, settings, isSeen)
  return (
    <div className="grid content-start gap-3">
      <WidgetMarks settings={widget.settings} answer={answer} missing={[]} />
      {!isComplete(widget) ? (
        <p className="py-8 text-center text-sm text-soft">{say('board.metricsMissing')}</p>
      ) : error !== undefined && answer === undefined ? (
        <p className="text-sm text-negative [overflow-wrap:anywhere]">
          {problemOf(error).status === 0 ? say('error.notReached') : problemOf(error).detail}
        </p>
      ) : isSeen ? (
        <WidgetContent widget={widget} answer={answer} />
      ) : (
        <div className={widget.show === 'number' ? 'h-[62px]' : 'h-64'} />
      )}
    </div>
  )
}
