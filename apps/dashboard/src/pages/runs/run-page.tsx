import { useMemo } from 'react'
import type { Run } from '../../api/answers.ts'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { RunProgress } from '../overview/run-progress.tsx'
import { causeText } from './cause-text.ts'
import { RunBadge } from './run-badge.tsx'
import { runMs } from './run-counts.ts'
import { reportOf, type StreamRun } from './run-report.ts'

/** One run: stream by stream, and what went wrong. */
export function RunPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const run = useAnswer('GET /api/runs/:id', { params: { id } }, { everyMs: watchedMs })
  return (
    <>
      <PageHead
        title={
          run.data === undefined
            ? say('runs.one')
            : say('runs.of', { connection: run.data.connection })
        }
        above={<PageLink to="/runs">{say('runs.title')}</PageLink>}
      />
      <Answered query={run}>
        {(found) => <RunContent run={found} now={run.dataUpdatedAt} />}
      </Answered>
    </>
  )
}

function RunContent({ run, now }: { readonly run: Run; readonly now: number }) {
  const { say, formats } = useWords()
  const took = runMs(run, now)
  const { runs: streams = [], fault } = reportOf(run.report) ?? {}
  return (
    <>
      <Card>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
          <RunBadge run={run} />
          <span>{formats.instant(run.queuedAt)}</span>
          <span className="text-soft">{causeText(run.cause, say)}</span>
          {took !== undefined && <span className="text-soft">{formats.duration(took)}</span>}
        </div>
        {fault !== undefined && (
          <div className="pt-4">
            <TroubleList troubles={[fault]} />
          </div>
        )}
      </Card>
      {run.status !== 'ended' && <RunProgress run={run.id} />}
      {streams.length > 0 && (
        <Card flush title={say('stream.tableOf', { connection: run.connection })}>
          <StreamRuns streams={streams} />
        </Card>
      )}
    </>
  )
}

const counts = ['read', 'written', 'deleted', 'rejected'] as const

function StreamRuns({ streams }: { readonly streams: readonly StreamRun[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<StreamRun>[]>(
    () => [
      {
        id: 'stream',
        header: say('stream.name'),
        sortBy: ({ stream }) => stream,
        cell: ({ stream, fault }) => (
          <>
            <span className="font-medium">{stream}</span>
            {fault !== undefined && <p className="max-w-prose text-negative">{fault.message}</p>}
          </>
        ),
      },
      ...counts.map((name): Column<StreamRun> => ({
        id: name,
        header: say(`runs.${name}`),
        align: 'right',
        wide: name === 'written' || name === 'deleted',
        sortBy: (run) => run[name],
        cell: (run) => formats.number(run[name]),
      })),
      {
        id: 'took',
        header: say('runs.took'),
        align: 'right',
        wide: true,
        sortBy: ({ durationMs }) => durationMs,
        cell: ({ durationMs }) => formats.duration(durationMs),
      },
    ],
    [say, formats],
  )
  return (
    <Table
      label={say('runs.streams')}
      columns={columns}
      rows={streams}
      keyOf={({ stream }) => stream}
    />
  )
}
