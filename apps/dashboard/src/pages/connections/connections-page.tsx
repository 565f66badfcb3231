import { FileSpreadsheet, Plug, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { Standing } from '../../api/answers.ts'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry } from '../entries/entry.ts'
import { StandingBadge } from '../standing-badge.tsx'
import { groupIn } from '../../schema-form/form-value.ts'
import { RemovalsCard } from './removals-card.tsx'

/** What is connected, wherever it is written down. */
export function ConnectionsPage() {
  const { say } = useWords()
  const configuration = useAnswer('GET /api/configuration', {})
  return (
    <>
      <PageHead
        title={say('connections.title')}
        note={say('connections.note')}
        actions={
          <>
            <FilesLink />
            <ConnectButton />
          </>
        }
      />
      <RemovalsCard />
      <Card flush>
        <Answered query={configuration}>
          {({ entries }) => (
            <ConnectionsTable
              entries={entries.filter(({ section }) => section === 'connections')}
            />
          )}
        </Answered>
      </Card>
    </>
  )
}

/** Only where somebody brought a file. */
function FilesLink() {
  const { say } = useWords()
  const uploads = useAnswer('GET /api/uploads', {})
  if ((uploads.data?.uploads ?? []).length === 0) return null
  return (
    <ButtonLink to="/connections/files" icon={<FileSpreadsheet aria-hidden size={16} />}>
      {say('files.title')}
    </ButtonLink>
  )
}

function ConnectButton() {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  if (!mayDo(session, 'configuration:write')) return null
  return (
    <Button
      look="primary"
      icon={<Plus aria-hidden size={16} />}
      onClick={() => go('/connections/new')}
    >
      {say('connections.connect')}
    </Button>
  )
}

function ConnectionsTable({ entries }: { readonly entries: readonly Entry[] }) {
  const { say } = useWords()
  const standings = useStandings()
  const columns = useMemo<readonly Column<Entry>[]>(
    () => [
      {
        id: 'name',
        header: say('connections.name'),
        sortBy: ({ id }) => id,
        cell: ({ id, value }) => (
          <>
            <PageLink to={`/connections/of/${encodeURIComponent(id)}`}>{id}</PageLink>
            <p className="text-xs text-faint [overflow-wrap:anywhere]">
              {String(groupIn(value)['connector'])}
            </p>
          </>
        ),
      },
      {
        id: 'standing',
        header: say('stream.standing'),
        cell: ({ id, faults }) => {
          const standing = standings.get(id)
          if (faults.some(({ severity }) => severity === 'error'))
            return <Badge tone="negative">{say('entries.wrong')}</Badge>
          return standing === undefined ? null : <StandingBadge standing={standing} />
        },
      },
      {
        id: 'origin',
        header: say('entries.origin'),
        wide: true,
        cell: ({ origin }) => say(`origin.${origin}`),
      },
      {
        id: 'changed',
        header: say('entries.changed'),
        wide: true,
        cell: (entry) => <Changed entry={entry} />,
      },
    ],
    [say, standings],
  )
  if (entries.length === 0)
    return (
      <EmptyState
        icon={<Plug aria-hidden size={22} />}
        title={say('overview.empty')}
        action={<ConnectButton />}
      >
        {say('connections.emptyHelp')}
      </EmptyState>
    )
  return (
    <Table
      label={say('connections.title')}
      columns={columns}
      rows={entries}
      keyOf={({ id }) => id}
    />
  )
}

function Changed({ entry: { changedAt, changedBy } }: { readonly entry: Entry }) {
  const { say, formats } = useWords()
  if (changedAt === undefined) return null
  return say('entries.changedBy', { when: formats.ago(changedAt), by: changedBy ?? '' })
}

/** How what is read stands; a connection that only receives has no standing of its own. */
function useStandings(): ReadonlyMap<string, Standing> {
  const monitoring = useAnswer('GET /api/monitoring', {}, { everyMs: watchedMs })
  return useMemo(
    () =>
      new Map(
        (monitoring.data?.connections ?? []).flatMap(({ connection, standing, streams }) =>
          streams.length === 0 && standing !== 'paused' ? [] : [[connection, standing] as const],
        ),
      ),
    [monitoring.data],
  )
}
