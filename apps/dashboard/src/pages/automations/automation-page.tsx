import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry } from '../entries/entry.ts'
import { EntryHistory } from '../entries/entry-history.tsx'
import { FileNotice } from '../entries/file-notice.tsx'
import { RemoveEntry } from '../entries/remove-entry.tsx'
import { WrittenCard } from '../entries/written-card.tsx'
import { keptEntry } from '../entry-form/kept-entry.ts'
import { AutomationForm } from './automation-form.tsx'
import { AutomationTurn } from './automation-turn.tsx'
import { DryRunCard } from './dry-run-card.tsx'

/** One automation: what it does and did, and its form for those who may change it. */
export function AutomationPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const entry = useAnswer('GET /api/configuration/:section/:id', {
    params: { section: 'automations', id },
  })
  const standing = useAnswer('GET /api/automations', {}).data?.automations.find(
    (each) => each.id === id,
  )
  const { data } = entry
  return (
    <>
      <PageHead
        title={id}
        above={<PageLink to="/automations">{say('automations.title')}</PageLink>}
        note={
          standing === undefined
            ? undefined
            : [say(`automationState.${standing.state}`), standing.reason ?? '']
                .filter((part) => part !== '')
                .join(' · ')
        }
        actions={
          <>
            {standing !== undefined && <AutomationTurn automation={standing} />}
            {data !== undefined && <Removing entry={data} />}
          </>
        }
      />
      <Answered query={entry}>
        {(found) => <ShownAutomation entry={found} error={entry.error} />}
      </Answered>
      {standing !== undefined && <DryRunCard id={id} />}
      {data?.origin === 'store' && <EntryHistory entry={data} />}
    </>
  )
}

function ShownAutomation({ entry, error }: { readonly entry: Entry; readonly error: unknown }) {
  const { session } = useSession()
  const { section, id, origin, value, faults } = entry
  const parts = useAnswer('GET /api/automation-parts', {})
  if (origin === 'file' || !mayDo(session, 'configuration:write'))
    return (
      <>
        {origin === 'file' && <FileNotice />}
        {faults.length > 0 && <TroubleList troubles={faults} />}
        <WrittenCard value={value} />
      </>
    )
  return (
    <>
      {faults.length > 0 && <TroubleList troubles={faults} />}
      <Answered query={parts}>
        {(found) => (
          <AutomationForm
            kept={keptEntry(entry, error)}
            name={{ section, id }}
            parts={found}
            onSaved={() => undefined}
          />
        )}
      </Answered>
    </>
  )
}

function Removing({ entry }: { readonly entry: Entry }) {
  const { session } = useSession()
  const { origin, version } = entry
  if (origin !== 'store' || version === undefined || !mayDo(session, 'configuration:write'))
    return null
  return <RemoveEntry entry={entry} version={version} to="/automations" />
}
