import type { ReactNode } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { groupIn } from '../../schema-form/form-value.ts'
import { Answered } from '../../ui/answered.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { WritersOnly } from '../dashboard-editor/writers-only.tsx'
import { EntryHistory } from '../entries/entry-history.tsx'
import { FileNotice } from '../entries/file-notice.tsx'
import { RemoveEntry } from '../entries/remove-entry.tsx'
import { textOf } from '../entry-form/group-fields.tsx'
import { keptEntry } from '../entry-form/kept-entry.ts'
import { LogoCard } from './logo-card.tsx'
import { PortalForm } from './portal-form.tsx'

/** One portal: what it shows, and what it looks like. */
export function PortalPage({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <NewPortal /> : <KnownPortal id={id} />
}

function NewPortal() {
  const { say } = useWords()
  return (
    <>
      <PortalHead title={say('portals.new')} />
      <WritersOnly>
        <PortalForm kept={{ section: 'portals', value: { title: '', dashboards: {} } }} />
      </WritersOnly>
    </>
  )
}

function KnownPortal({ id }: { readonly id: string }) {
  const { say } = useWords()
  const params = { section: 'portals', id } as const
  const entry = useAnswer('GET /api/configuration/:section/:id', { params })
  const version = entry.data?.version
  const title = textOf(groupIn(entry.data?.value)['title']) || id
  return (
    <>
      <PortalHead
        title={title}
        actions={
          entry.data?.origin === 'store' &&
          version !== undefined && (
            <RemoveEntry
              entry={entry.data}
              version={version}
              to="/sharing"
              title={title}
              help={say('portals.removeHelp')}
            />
          )
        }
      />
      <Answered query={entry}>
        {(found) => (
          <>
            {found.origin === 'file' ? (
              <FileNotice />
            ) : (
              <PortalForm kept={keptEntry(found, entry.error)} />
            )}
            <LogoCard id={id} />
            {found.origin === 'store' && <EntryHistory entry={found} />}
          </>
        )}
      </Answered>
    </>
  )
}

function PortalHead({ title, actions }: { readonly title: string; readonly actions?: ReactNode }) {
  const { say } = useWords()
  return (
    <PageHead
      title={title}
      above={<PageLink to="/sharing">{say('sharing.title')}</PageLink>}
      actions={actions}
    />
  )
}
