import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { DashboardDraft } from './dashboard-draft.ts'
import { withSettings } from './draft-changes.ts'
import { SettingsFields } from './settings-fields.tsx'

const longestTitle = 200

/** What a dashboard is called, and what holds for all of its widgets. */
export function DashboardHeadCard({
  draft,
  problem,
  onChange,
}: {
  readonly draft: DashboardDraft
  /** What is wrong with its title. */
  readonly problem: string | undefined
  readonly onChange: (draft: DashboardDraft) => void
}) {
  const { say } = useWords()
  return (
    <Card>
      <div className="grid gap-4">
        <div className="max-w-xl">
          <TextField
            label={say('board.name')}
            problem={problem}
            dir="auto"
            autoComplete="off"
            aria-required
            maxLength={longestTitle}
            value={draft.title}
            onChange={({ target }) => onChange({ ...draft, title: target.value })}
          />
        </div>
        <fieldset className="grid min-w-0 gap-1">
          <legend className="text-sm font-semibold">{say('board.settings')}</legend>
          <p className="pb-2 text-sm text-faint">{say('board.settingsNote')}</p>
          <SettingsFields
            settings={draft.settings}
            unsaid={say('board.asUsual')}
            currency={draft.settings.currency}
            onChange={(change) =>
              onChange({ ...draft, settings: withSettings(draft.settings, change) })
            }
          />
        </fieldset>
      </div>
    </Card>
  )
}
