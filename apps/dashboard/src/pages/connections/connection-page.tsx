import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { groupIn } from '../../schema-form/form-value.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Steps } from '../../ui/steps.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry } from '../entries/entry.ts'
import { EntryHistory } from '../entries/entry-history.tsx'
import { FileNotice } from '../entries/file-notice.tsx'
import { WrittenCard } from '../entries/written-card.tsx'
import { connectorNamed } from './catalogue.ts'
import { CheckCard } from './check-card.tsx'
import { Disconnect } from './disconnect.tsx'
import { ReadingCard } from './reading-card.tsx'
import { useConnectSteps } from './use-connect-steps.ts'
import { VendorCards } from './vendor/vendor-cards.tsx'

/** One connection: whether it works, how it is read, what it is set to, and what it was before. */
export function ConnectionPage({ id }: { readonly id: string }) {
  const entry = useAnswer('GET /api/configuration/:section/:id', {
    params: { section: 'connections', id },
  })
  return <Answered query={entry}>{(shown) => <Connection entry={shown} />}</Answered>
}

function Connection({ entry }: { readonly entry: Entry }) {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const search = new URLSearchParams(useSearch())
  const isNew = search.has('new')
  const monitoring = useAnswer('GET /api/monitoring', {}, { everyMs: watchedMs })
  const [isChecked, setChecked] = useState(false)
  const steps = useConnectSteps()
  const catalogue = useAnswer('GET /api/connectors', {})
  const { id, value, origin, version, faults } = entry
  const connection = monitoring.data?.connections.find((each) => each.connection === id)
  const isTarget = connection?.streams.length === 0
  const written = groupIn(value)['connector']
  const connector = connectorNamed(catalogue.data?.connectors ?? [], written)
  const mayChange = origin === 'store' && mayDo(session, 'configuration:write')
  return (
    <>
      <PageHead
        above={<PageLink to="/connections">{say('connections.title')}</PageLink>}
        title={id}
        note={connector?.name ?? String(written)}
        actions={
          mayChange &&
          version !== undefined && (
            <>
              <Button
                icon={<Pencil aria-hidden size={16} />}
                onClick={() => go(`/connections/of/${encodeURIComponent(id)}/edit`)}
              >
                {say('action.edit')}
              </Button>
              <Disconnect id={id} version={version} />
            </>
          )
        }
      />
      {isNew && (
        <Steps
          label={say('connections.steps')}
          // Nothing is read from what only receives.
          steps={isTarget ? steps.slice(0, -1) : steps}
          current={isChecked ? 3 : 2}
        />
      )}
      {origin === 'file' && <FileNotice />}
      {faults.length > 0 && <TroubleList troubles={faults} />}
      <CheckCard id={id} isAskedAtOnce={isNew || search.has('check')} onChecked={setChecked} />
      {monitoring.isLoading && <Skeleton className="h-56 w-full rounded-xl" />}
      {connection !== undefined && (
        <ReadingCard connection={connection} isTarget={isTarget} isNew={isNew} />
      )}
      <VendorCards entry={entry} />
      <WrittenCard value={value} />
      {origin === 'store' && <EntryHistory entry={entry} />}
    </>
  )
}
