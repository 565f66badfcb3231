import { useState } from 'react'
import { useLocation } from 'wouter'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Section } from './entry.ts'
import { EntryEditor } from './entry-editor.tsx'
import { entryPath, sectionNamed, sections, sectionTitles } from './sections.ts'

/** A new entry of any section, as text. */
export function NewEntryPage() {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const [section, setSection] = useState<Section>('segments')
  const [id, setId] = useState('')
  return (
    <>
      <PageHead
        above={<PageLink to="/configuration">{say('entries.title')}</PageLink>}
        title={say('entries.new')}
        note={say('connections.checkedNote')}
      />
      {mayDo(session, 'configuration:write') ? (
        <>
          <Card>
            <div className="grid max-w-2xl items-start gap-4 sm:grid-cols-2">
              <SelectField
                label={say('entries.section')}
                value={section}
                onChange={({ target }) => setSection(sectionNamed(target.value) ?? section)}
              >
                {sections.map((each) => (
                  <option key={each} value={each}>
                    {say(sectionTitles[each])}
                  </option>
                ))}
              </SelectField>
              <TextField
                label={say('entries.id')}
                help={say('entries.idHelp')}
                autoComplete="off"
                maxLength={63}
                aria-required
                value={id}
                onChange={({ target }) => setId(target.value)}
              />
            </div>
          </Card>
          <EntryEditor
            name={id.trim() === '' ? undefined : { section, id: id.trim() }}
            value={undefined}
            version={undefined}
            onSaved={(name) => go(entryPath(name))}
          />
        </>
      ) : (
        <Notice tone="caution">
          {say('error.noPermissionHelp', { permission: 'configuration:write' })}
        </Notice>
      )}
    </>
  )
}
