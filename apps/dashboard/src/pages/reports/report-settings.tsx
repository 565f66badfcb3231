import { useState } from 'react'
import type { FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'
import { withSettings } from '../dashboard-editor/draft-changes.ts'
import { SettingsFields } from '../dashboard-editor/settings-fields.tsx'
import type { Entry, EntryValue } from '../entries/entry.ts'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import { useSaveEntry } from '../entries/use-save-entry.ts'

/** What a report says for itself, before its dashboard: it is changed here where it was made here. */
export function ReportSettings({ id }: { readonly id: string }) {
  const { session } = useSession()
  const entry = useAnswer(
    'GET /api/configuration/:section/:id',
    { params: { section: 'reports', id } },
    { enabled: mayDo(session, 'configuration:write') },
  )
  return entry.data?.origin === 'store' ? (
    // What somebody else saved meanwhile is another beginning.
    <SettingsForm key={entry.data.version} entry={entry.data} />
  ) : null
}

function SettingsForm({ entry: { section, id, value, version } }: { readonly entry: Entry }) {
  const { say } = useWords()
  // What it is the host has checked when it was kept.
  const [draft, setDraft] = useState(value as FigureSettings)
  const saving = useSaveEntry({ done: say('entries.saved', { id }), onSaved: () => undefined })
  return (
    <details className="text-sm">
      <summary className="min-h-6 font-medium text-soft hover:text-text">
        {say('filter.title')}
      </summary>
      <form
        noValidate
        className="grid gap-4 pt-3"
        onSubmit={(event) => {
          event.preventDefault()
          const body = JSON.parse(JSON.stringify(draft)) as EntryValue
          saving.save({ name: { section, id }, value: body, version })
        }}
      >
        <RefusalNotice refused={saving.refused} problem={saving.problem} />
        <SettingsFields
          settings={draft}
          unsaid={say('board.asDashboard')}
          currency={draft.currency}
          onChange={(change) => setDraft(withSettings(draft, change))}
        />
        <div>
          <Button look="primary" type="submit" busy={saving.isSaving}>
            {say('action.save')}
          </Button>
        </div>
      </form>
    </details>
  )
}
