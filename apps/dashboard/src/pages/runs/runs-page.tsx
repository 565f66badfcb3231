import { Inbox } from 'lucide-react'
import { useMemo } from 'react'
import type { Run } from '../../api/answers.ts'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { causeText } from './cause-text.ts'
import { RunBadge } from './run-badge.tsx'
import { countsOf, runMs } from './run-counts.ts'

const shownRuns = 100

/** The newest runs of all connections. */
export function RunsPage() {
  const { say } = useWords()
  const runs = useAnswer('GET /api/runs', { query: { limit: shownRuns } }, { everyMs: watchedMs })
  return (
    <>
      <PageHead title={say('runs.title')} note={say('runs.note')} />
      <Card flush>
        <Answered query={runs}>
          {(answer) =>
            answer.runs.length === 0 ? (
              <EmptyState icon={<Inbox aria-hidden size={22} />} title={say('runs.empty')}>
                {say('runs.emptyHelp')}
              </EmptyState>
            ) : (
              <RunsTable runs={answer.runs} now={runs.dataUpdatedAt} />
            )
          }
        </Answered>
      </Card>
    </>
  )
}

function RunsTable({ runs, now }: { readonly runs: readonly Run[]; readonly now: number }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Run>[]>(
    () => [
      {
        id: 'queuedAt',
        header: say('runs.when'),
        cell: ({ id, queuedAt }) => (
          <PageLink to={`/runs/${id}`}>{formats.instant(queuedAt)}</PageLink>
        ),
      },
      {
        id: 'connection',
        header: say('runs.connection'),
        cell: ({ connection }) => connection,
      },
      { id: 'status', header: say('runs.state'), cell: (run) => <RunBadge run={run} /> },
      {
        id: 'cause',
        header: say('runs.cause'),
        wide: true,
        cell: ({ cause, full }) =>
          `${causeText(cause, say)}${full ? ` · ${say('runs.full')}` : ''}`,
      },
      {
        id: 'read',
        header: say('runs.read'),
        align: 'right',
        cell: (run) => {
          const counts = countsOf(run)
          return counts === undefined ? '–' : formats.number(counts.read)
        },
      },
      {
        id: 'rejected',
        header: say('stream.rejected'),
        align: 'right',
        wide: true,
        cell: (run) => {
          const rejected = countsOf(run)?.rejected ?? 0
          return (
            <span className={rejected > 0 ? 'font-medium text-negative' : 'text-faint'}>
              {formats.number(rejected)}
            </span>
          )
        },
      },
      {
        id: 'took',
        header: say('runs.took'),
        align: 'right',
        wide: true,
        cell: (run) => {
          const took = runMs(run, now)
          return took === undefined ? '–' : formats.duration(took)
        },
      },
    ],
    [say, formats, now],
  )
  return <Table label={say('runs.title')} columns={columns} rows={runs} keyOf={({ id }) => id} />
}
