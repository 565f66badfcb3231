import { ChartColumn, Table2 } from 'lucide-react'
import { useState } from 'react'
import type { FigureAnswer, Widget } from '../../api/answers.ts'
import { IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { LoadingConnection } from './partial-figures.ts'
import { useFigureWords } from './use-figure-words.ts'
import { useSeen } from './use-seen.ts'
import { useIsDrawn, WidgetContent } from './widget-content.tsx'
import { WidgetMarks } from './widget-marks.tsx'
import { widgetName } from './widget-name.ts'
import { spanLook, type WidgetSpan } from './widget-span.ts'

const nothing: readonly LoadingConnection[] = []

/** One widget with its figures; what is far below is drawn once it comes near. */
export function WidgetCard({
  widget,
  span,
  answer,
  missing = nothing,
  isSeenAtOnce = true,
}: {
  readonly widget: Widget
  readonly span: WidgetSpan
  /** Missing: it is about to come. */
  readonly answer: FigureAnswer | undefined
  /** What is not read to its end yet, of what counts here. */
  readonly missing?: readonly LoadingConnection[]
  readonly isSeenAtOnce?: boolean
}) {
  const { say } = useWords()
  const { names } = useFigureWords()
  const { place, isSeen } = useSeen(isSeenAtOnce)
  const [asTable, setAsTable] = useState(false)
  const isDrawn = useIsDrawn(widget, answer)
  return (
    <div ref={place} className={`grid min-w-0 ${spanLook(span)}`}>
      <Card
        title={widgetName(widget, names)}
        actions={
          isDrawn && (
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
        <div className="grid gap-3">
          <WidgetMarks settings={widget.settings} answer={answer} missing={missing} />
          {isSeen ? (
            <WidgetContent widget={widget} answer={answer} asTable={asTable} />
          ) : (
            <div className={widget.show === 'number' ? 'h-[62px]' : 'h-64'} />
          )}
        </div>
      </Card>
    </div>
  )
}
