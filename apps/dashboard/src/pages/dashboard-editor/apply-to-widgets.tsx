import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useWords } from '../../words/words-context.tsx'
import { settingsTexts } from '../dashboards/settings-texts.ts'
import type { DashboardDraft, WidgetDraft } from './dashboard-draft.ts'
import { appliedToAll, overruled } from './draft-changes.ts'

/** Has what one widget says for itself hold for all of them, once it was said how many these are. */
export function ApplyToWidgets({
  draft,
  widget,
  onApply,
}: {
  readonly draft: DashboardDraft
  readonly widget: WidgetDraft
  readonly onApply: (draft: DashboardDraft) => void
}) {
  const words = useWords()
  const { say } = words
  const [isAsked, setAsked] = useState(false)
  const texts = settingsTexts(widget.settings, words)
  if (texts.length === 0) return null
  const others = overruled(draft, widget)
  return (
    <div>
      <Button onClick={() => setAsked(true)}>{say('apply.open')}</Button>
      <Dialog title={say('apply.open')} isOpen={isAsked} onClose={() => setAsked(false)}>
        <div className="grid gap-1 [overflow-wrap:anywhere]">
          <p>{say('apply.chosen', { settings: texts.join(', ') })}</p>
          <p>{say('apply.widgets', { count: draft.widgets.length })}</p>
          {others > 0 && <p>{say('apply.widgetsOther', { count: others })}</p>}
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>{say('action.cancel')}</Button>
          <Button
            look="primary"
            onClick={() => {
              setAsked(false)
              onApply(appliedToAll(draft, widget.settings))
            }}
          >
            {say('apply.do')}
          </Button>
        </div>
      </Dialog>
    </div>
  )
}
