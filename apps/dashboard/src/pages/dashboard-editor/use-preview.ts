import type { FigureAnswer, FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useSettled } from '../customers/use-settled.ts'
import { writtenWidget, type WidgetDraft, type WrittenDashboard } from './dashboard-draft.ts'
import { dimensionsOf } from './widget-kinds.ts'

/** Whether a widget says enough to be asked for. */
export function isComplete({ show, metrics, by }: WidgetDraft): boolean {
  return metrics.length > 0 && by.length >= dimensionsOf(show).least
}

/** What a widget would show on a dashboard that is not kept yet. Its title and width ask nothing anew. */
export function usePreview(
  widget: WidgetDraft,
  settings: FigureSettings,
  isWanted: boolean,
): { readonly answer: FigureAnswer | undefined; readonly error: unknown } {
  const { title: _title, width: _width, ...shown } = writtenWidget(widget)
  const settled = useSettled(
    isComplete(widget) ? JSON.stringify({ ...settings, widgets: { preview: shown } }) : '',
  )
  const isAsked = isWanted && settled !== ''
  const preview = useAnswer(
    'POST /api/dashboards/preview',
    { body: isAsked ? (JSON.parse(settled) as WrittenDashboard) : {} },
    { enabled: isAsked },
  )
  const answers: readonly FigureAnswer[] = preview.data?.answers ?? []
  // What is asked for by another kind is no answer to this one.
  const answer = answers.find(({ by }) => by === undefined || sameNames(by, widget.by))
  return {
    answer: isAsked ? answer : undefined,
    error: preview.isError ? preview.error : undefined,
  }
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, place) => name === other[place])
}
