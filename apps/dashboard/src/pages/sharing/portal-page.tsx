import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Answered } from '../../ui/answered.tsx'
import { AskedTwice } from '../../ui/asked-twice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { FileNotice } from '../entries/file-notice.tsx'
import { LogoCard } from './logo-card.tsx'
import { draftOf, emptyPortal } from './portal-draft.ts'
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
      <PortalForm id={undefined} version={undefined} start={emptyPortal} />
    </>
  )
}

function KnownPortal({ id }: { readonly id: string }) {
  const { say } = useWords()
  const [, go] = useLocation()
  const params = { section: 'portals', id } as const
  const entry = useAnswer('GET /api/configuration/:section/:id', { params })
  const remove = useDeed('DELETE /api/configuration/:section/:id', {
    done: say('entries.removed', { id }),
    onDone: () => go('/sharing'),
  })
  const version = entry.data?.version
  const start = draftOf(entry.data?.value)
  return (
    <>
      <PortalHead
        title={start.title === '' ? id : start.title}
        actions={
          entry.data?.origin === 'store' &&
          version !== undefined && (
            <AskedTwice
              button={say('entries.remove')}
              of={id}
              question={say('entries.removeAsked', { id: start.title })}
              help={say('portals.removeHelp')}
              busy={remove.isPending}
              onYes={() => remove.mutate({ params, version })}
            />
          )
        }
      />
      <Answered query={entry}>
        {({ origin }) => (
          <>
            {origin === 'file' ? (
              <FileNotice />
            ) : (
              <PortalForm key={version} id={id} version={version} start={start} />
            )}
            <LogoCard id={id} />
            <p className="text-sm">
              <PageLink to={`/configuration/portals/${encodeURIComponent(id)}`}>
                {say('entries.asText')}
              </PageLink>
            </p>
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
