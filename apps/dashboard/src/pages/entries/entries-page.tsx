import { FileCog, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry } from './entry.ts'
import { bySection, entryPath, sectionTitles } from './sections.ts'

/** Everything that is set up, section by section. */
export function EntriesPage() {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const configuration = useAnswer('GET /api/configuration', {})
  return (
    <>
      <PageHead
        title={say('entries.title')}
        note={say('entries.note')}
        actions={
          mayDo(session, 'configuration:write') && (
            <Button
              look="primary"
              icon={<Plus aria-hidden size={16} />}
              onClick={() => go('/configuration/new')}
            >
              {say('entries.new')}
            </Button>
          )
        }
      />
      <Answered query={configuration}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Card>
              <EmptyState icon={<FileCog aria-hidden size={22} />} title={say('entries.empty')}>
                {say('entries.note')}
              </EmptyState>
            </Card>
          ) : (
            bySection(entries).map((group) => (
              <Card key={group.section} flush title={say(sectionTitles[group.section])}>
                <EntriesTable label={say(sectionTitles[group.section])} entries={group.entries} />
              </Card>
            ))
          )
        }
      </Answered>
    </>
  )
}

function EntriesTable({
  label,
  entries,
}: {
  readonly label: string
  readonly entries: readonly Entry[]
}) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Entry>[]>(
    () => [
      {
        id: 'id',
        header: say('entries.id'),
        sortBy: ({ id }) => id,
        cell: (entry) => (
          <span className="flex flex-wrap items-center gap-2">
            <PageLink to={entryPath(entry)}>{entry.id}</PageLink>
            {entry.faults.length > 0 && <Badge tone="negative">{say('entries.wrong')}</Badge>}
          </span>
        ),
      },
      {
        id: 'origin',
        header: say('entries.origin'),
        cell: ({ origin }) => say(`origin.${origin}`),
      },
      {
        id: 'changed',
        header: say('entries.changed'),
        wide: true,
        cell: ({ changedAt, changedBy }) =>
          changedAt === undefined
            ? ''
            : say('entries.changedBy', { when: formats.ago(changedAt), by: changedBy ?? '' }),
      },
    ],
    [say, formats],
  )
  return <Table label={label} columns={columns} rows={entries} keyOf={({ id }) => id} />
}
