import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckList } from '../../ui/check-list.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import { useSaveEntry } from '../entries/use-save-entry.ts'
import { ChoicesField } from './choices-field.tsx'
import { DownloadsField } from './downloads-field.tsx'
import { entryOf, shownIn, withShown, type PortalDraft } from './portal-draft.ts'
import { useTargetTitle } from './use-target-title.ts'

/** What a portal shows, under which name and in which colour. */
export function PortalForm({
  id,
  version,
  start,
}: {
  /** Undefined: it is a new one. */
  readonly id: string | undefined
  readonly version: number | undefined
  readonly start: PortalDraft
}) {
  const { say } = useWords()
  const [, go] = useLocation()
  const titleOf = useTargetTitle()
  const [name, setName] = useState(id ?? '')
  const [draft, setDraft] = useState(start)
  const dashboards = useAnswer('GET /api/dashboards', {}).data?.dashboards ?? []
  const { save, isSaving, refused, problem } = useSaveEntry({
    done: say('entries.saved', { id: draft.title }),
    onSaved: (saved) => go(`/sharing/${encodeURIComponent(saved.id)}`),
  })
  const write = (change: Partial<PortalDraft>) => setDraft({ ...draft, ...change })
  const shown = shownIn(draft)
  const known = [...new Set([...dashboards.map((each) => each.id), ...shown])]
  return (
    <Card title={say('portals.shows')}>
      <form
        className="grid max-w-2xl gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save({ name: { section: 'portals', id: name }, value: entryOf(draft), version })
        }}
      >
        {id === undefined && (
          <TextField
            label={say('entries.id')}
            help={say('entries.idHelp')}
            required
            pattern="[A-Za-z0-9][A-Za-z0-9_\-]*"
            maxLength={63}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
        <TextField
          label={say('portals.title')}
          help={say('portals.titleHelp')}
          required
          maxLength={200}
          value={draft.title}
          onChange={({ target }) => write({ title: target.value })}
        />
        <TextField
          label={say('portals.accent')}
          help={say('portals.accentHelp')}
          placeholder="#1f4fa3"
          pattern="#[0-9A-Fa-f]{6}"
          value={draft.accent}
          onChange={({ target }) => write({ accent: target.value })}
        />
        <CheckList
          label={say('dashboards.title')}
          options={known.map((each) => ({
            value: each,
            label: titleOf({ section: 'dashboards', target: each }),
          }))}
          chosen={shown}
          onChoose={(wanted) => setDraft(withShown(draft, wanted))}
        />
        <ChoicesField chosen={draft.choices} onChoose={(choices) => write({ choices })} />
        <DownloadsField chosen={draft.downloads} onChoose={(downloads) => write({ downloads })} />
        <RefusalNotice refused={refused} problem={problem} />
        <div>
          <Button look="primary" type="submit" busy={isSaving}>
            {say('action.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
