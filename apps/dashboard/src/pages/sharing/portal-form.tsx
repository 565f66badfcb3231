import { useState } from 'react'
import { useLocation } from 'wouter'
import { faultsBelow } from '../../schema-form/form-fault.ts'
import { withField } from '../../schema-form/form-value.ts'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { EntryForm, type EntryFormParts } from '../entry-form/entry-form.tsx'
import { FieldRow, GroupText, textOf } from '../entry-form/group-fields.tsx'
import type { KeptEntry } from '../entry-form/kept-entry.ts'
import { ChoicesField } from './choices-field.tsx'
import { DownloadsField, downloads } from './downloads-field.tsx'
import { PortalDashboardsField } from './portal-dashboards-field.tsx'
import { choices } from './share-wish.ts'

/** What a portal shows, under which name and in which colour. */
export function PortalForm({ kept }: { readonly kept: KeptEntry }) {
  const { say } = useWords()
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const id = kept.id ?? typed.trim()
  return (
    <>
      {kept.id === undefined && (
        <Card>
          <div className="max-w-md">
            <TextField
              label={say('entries.id')}
              help={say('entries.idHelp')}
              aria-required
              autoComplete="off"
              maxLength={63}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </div>
        </Card>
      )}
      <EntryForm
        kept={kept}
        name={id === '' ? undefined : { section: 'portals', id }}
        title={textOf(kept.value['title']) || id}
        onSaved={(saved) => go(`/sharing/${encodeURIComponent(saved.id)}`)}
      >
        {(form) => <Fields {...form} />}
      </EntryForm>
    </>
  )
}

function Fields({ value, faults, edit }: EntryFormParts) {
  const { say } = useWords()
  const group = { group: value, faults, onChange: edit }
  const chosenOf = <Choice extends string>(name: string, all: readonly Choice[]) => {
    const chosen = value[name]
    return all.filter((each) => Array.isArray(chosen) && chosen.includes(each))
  }
  return (
    <>
      <Card title={say('portals.shows')} note={say('portals.showsNote')}>
        <div className="grid max-w-4xl gap-5">
          <FieldRow>
            <GroupText
              {...group}
              name="title"
              label={say('portals.title')}
              help={say('portals.titleHelp')}
            />
            <GroupText
              {...group}
              name="accent"
              label={say('portals.accent')}
              help={say('portals.accentHelp')}
              placeholder="#1f4fa3"
            />
          </FieldRow>
          <PortalDashboardsField
            value={value['dashboards']}
            faults={faultsBelow(faults, 'dashboards')}
            // Without any, the host says what is missing.
            onChange={(dashboards) => edit({ ...value, dashboards })}
          />
        </div>
      </Card>
      <Card title={say('portals.may')}>
        <div className="grid max-w-4xl gap-4">
          <ChoicesField
            chosen={chosenOf('choices', choices)}
            onChoose={(chosen) => edit(withField(value, 'choices', chosen))}
          />
          <DownloadsField
            chosen={chosenOf('downloads', downloads)}
            onChoose={(chosen) => edit(withField(value, 'downloads', chosen))}
          />
        </div>
      </Card>
    </>
  )
}
