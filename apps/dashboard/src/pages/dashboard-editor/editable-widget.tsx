import type { ReactNode } from 'react'
import type { FigureSettings } from '../../api/answers.ts'
import { Card } from '../../ui/card.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import { useSeen } from '../dashboards/use-seen.ts'
import { widgetName } from '../dashboards/widget-name.ts'
import { spanLook, type WidgetSpan } from '../dashboards/widget-span.ts'
import type { WidgetDraft } from './dashboard-draft.ts'
import { WidgetPreview } from './widget-preview.tsx'

/** A widget of a dashboard that is being changed, with what can be done with it. */
export function EditableWidget({
  widget,
  settings,
  span,
  isSeenAtOnce,
  tools,
}: {
  readonly widget: WidgetDraft
  /** Of the dashboard. */
  readonly settings: FigureSettings
  readonly span: WidgetSpan
  readonly isSeenAtOnce: boolean
  readonly tools: ReactNode
}) {
  const { names } = useFigureWords()
  const { place, isSeen } = useSeen(isSeenAtOnce)
  return (
    <div ref={place} className={`grid min-w-0 ${spanLook(span)}`}>
      <Card title={widgetName(widget, names)}>
        <div className="flex h-full flex-col justify-between gap-3">
          <WidgetPreview widget={widget} settings={settings} isSeen={isSeen} />
          {tools}
        </div>
      </Card>
    </div>
  )
}
