import type { AnswerOf } from '../../api/routes.ts'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { WidgetDraft } from './dashboard-draft.ts'
import { kindsOf, reportAsKind } from './report-kinds.ts'
import { asKind, widgetKinds } from './widget-kinds.ts'

/** How a widget is drawn: of a report, as its figures can be. */
export function KindField({
  widget,
  catalogue,
  onChange,
}: {
  readonly widget: WidgetDraft
  readonly catalogue: AnswerOf<'GET /api/figures/catalogue'>
  readonly onChange: (widget: WidgetDraft) => void
}) {
  const { say } = useWords()
  const report = catalogue.reports.find(({ id }) => id === widget.report)
  const kinds = report === undefined ? widgetKinds : kindsOf(report)
  return (
    <SelectField
      label={say('board.kind')}
      value={widget.show}
      onChange={({ target: { value } }) => {
        if (report !== undefined) {
          const kind = kindsOf(report).find((each) => each === value)
          if (kind !== undefined) onChange(reportAsKind(widget, kind, report))
          return
        }
        const kind = widgetKinds.find((each) => each === value)
        if (kind !== undefined) onChange(asKind(widget, kind, catalogue.dimensions))
      }}
    >
      {kinds.map((kind) => (
        <option key={kind} value={kind}>
          {say(`widgetKind.${kind}`)}
        </option>
      ))}
    </SelectField>
  )
}
