import { LayoutDashboard } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import { widgetName } from '../dashboards/widget-name.ts'
import { widgetSpans, type WidgetSpan } from '../dashboards/widget-span.ts'
import { ApplyToWidgets } from './apply-to-widgets.tsx'
import type { DashboardDraft, WidgetDraft } from './dashboard-draft.ts'
import {
  changedWidget,
  mostWidgets,
  movedWidget,
  withoutWidget,
  withWidget,
} from './draft-changes.ts'
import { EditableWidget } from './editable-widget.tsx'
import { KindGallery } from './kind-gallery.tsx'
import { WidgetForm, type FigureCatalogue } from './widget-form.tsx'
import { toolId, WidgetTools } from './widget-tools.tsx'

const fullSpan: WidgetSpan = { wide: 4, narrow: 2 }
/** More than these are drawn, and asked for, as they come near. */
const drawnAtOnce = 8

/** The widgets of a dashboard that is being changed: each can be moved, made wider, opened and removed; below them more are added. */
export function WidgetsBoard({
  draft,
  catalogue,
  onChange,
}: {
  readonly draft: DashboardDraft
  readonly catalogue: FigureCatalogue
  readonly onChange: (draft: DashboardDraft) => void
}) {
  const { say } = useWords()
  const { names } = useFigureWords()
  const { widgets, settings } = draft
  const spans = useMemo(() => widgetSpans(widgets), [widgets])
  const [open, setOpen] = useState<string>()
  const [said, setSaid] = useState('')
  /** What was there before the newest removal. */
  const [removed, setRemoved] = useState<{
    readonly title: string
    readonly before: DashboardDraft
  }>()
  const wantFocus = useFocusAfterwards()
  const nameOf = (widget: WidgetDraft) => widgetName(widget, names)
  const change = (changed: DashboardDraft) => {
    setRemoved(undefined)
    onChange(changed)
  }
  const add = (widget: Omit<WidgetDraft, 'id'>) => {
    const added = withWidget(draft, widget)
    change(added.draft)
    setOpen(added.id)
  }
  const move = (widget: WidgetDraft, by: 1 | -1) => {
    const moved = movedWidget(draft, widget.id, by)
    change(moved)
    setSaid(
      say('board.moved', {
        title: nameOf(widget),
        place: moved.widgets.findIndex(({ id }) => id === widget.id) + 1,
        count: moved.widgets.length,
      }),
    )
    wantFocus(toolId(widget.id, by === 1 ? 'down' : 'up'))
  }
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      {widgets.length === 0 && (
        <Card>
          <EmptyState icon={<LayoutDashboard aria-hidden size={22} />} title={say('board.empty')}>
            {say('board.emptyHelp')}
          </EmptyState>
        </Card>
      )}
      <div className="grid grid-flow-dense grid-cols-1 gap-4 empty:hidden md:grid-cols-2 xl:grid-cols-4">
        {widgets.map((widget, place) =>
          widget.id === open ? (
            <WidgetForm
              key={widget.id}
              {...{ draft, widget, catalogue }}
              apply={<ApplyToWidgets draft={draft} widget={widget} onApply={change} />}
              onChange={(changed) => change(changedWidget(draft, changed))}
              onDone={() => {
                setOpen(undefined)
                wantFocus(toolId(widget.id, 'edit'))
              }}
            />
          ) : (
            <EditableWidget
              key={widget.id}
              widget={widget}
              settings={settings}
              span={spans[place] ?? fullSpan}
              isSeenAtOnce={place < drawnAtOnce}
              tools={
                <WidgetTools
                  id={widget.id}
                  title={nameOf(widget)}
                  width={widget.width}
                  isFirst={place === 0}
                  isLast={place === widgets.length - 1}
                  onMove={(by) => move(widget, by)}
                  onWidth={(width) => {
                    const { width: _, ...fitting } = widget
                    change(
                      changedWidget(draft, width === undefined ? fitting : { ...widget, width }),
                    )
                  }}
                  onEdit={() => setOpen(widget.id)}
                  onCopy={widgets.length < mostWidgets ? () => add(widget) : undefined}
                  onRemove={() => {
                    onChange(withoutWidget(draft, widget.id))
                    setRemoved({ title: nameOf(widget), before: draft })
                    wantFocus('undo-removal')
                  }}
                />
              }
            />
          ),
        )}
      </div>
      {removed !== undefined && (
        <div role="status" className="flex flex-wrap items-center gap-3 text-sm">
          <span className="[overflow-wrap:anywhere]">
            {say('board.removed', { title: removed.title })}
          </span>
          <Button id="undo-removal" onClick={() => change(removed.before)}>
            {say('board.undo')}
          </Button>
        </div>
      )}
      <KindGallery count={widgets.length} onAdd={add} />
    </>
  )
}

/** Brings the focus to what is there once the page shows what was done. */
function useFocusAfterwards() {
  const wanted = useRef<string>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    document.getElementById(wanted.current)?.focus()
    wanted.current = undefined
  })
  return (id: string) => {
    wanted.current = id
  }
}
