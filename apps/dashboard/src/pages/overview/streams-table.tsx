import { useMemo } from 'react'
import type { MonitoredStream } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { mappingAddress } from '../mappings/mapping-address.ts'
import { StandingBadge } from '../standing-badge.tsx'

export function StreamsTable({
  connection,
  streams,
}: {
  readonly connection: string
  readonly streams: readonly MonitoredStream[]
}) {
  const { say, formats } = useWords()
  const mappings = useAnswer('GET /api/mappings', {})
  const mapped = useMemo(
    () => new Set(mappings.data?.mappings.map(({ part }) => part)),
    [mappings.data],
  )
  const columns = useMemo<readonly Column<MonitoredStream>[]>(
    () => [
      {
        id: 'stream',
        header: say('stream.name'),
        sortBy: ({ stream }) => stream,
        cell: ({ stream }) => <span className="font-medium">{stream}</span>,
      },
      {
        id: 'standing',
        header: say('stream.standing'),
        sortBy: ({ standing }) => standing,
        cell: ({ standing }) => <StandingBadge standing={standing} />,
      },
      {
        id: 'records',
        header: say('stream.records'),
        align: 'right',
        sortBy: ({ records }) => records,
        cell: ({ records }) => formats.number(records),
      },
      {
        id: 'rejected',
        header: say('stream.rejected'),
        align: 'right',
        sortBy: ({ rejected }) => rejected,
        cell: ({ rejected }) => (
          <span className={rejected > 0 ? 'font-medium text-negative' : 'text-faint'}>
            {formats.number(rejected)}
          </span>
        ),
      },
      {
        id: 'completeTo',
        header: say('stream.completeTo'),
        wide: true,
        align: 'right',
        sortBy: ({ completeTo }) => completeTo ?? '',
        cell: ({ completeTo }) => (completeTo === undefined ? '–' : formats.instant(completeTo)),
      },
      {
        id: 'mapping',
        header: say('mappings.name'),
        cell: ({ stream }) =>
          mapped.has(`${connection}.${stream}`) ? (
            <PageLink to={mappingAddress(`${connection}.${stream}`)}>
              {say('mappings.open')}
              <span className="sr-only"> {stream}</span>
            </PageLink>
          ) : (
            '–'
          ),
      },
    ],
    [say, formats, mapped, connection],
  )
  return (
    <Table
      label={say('stream.tableOf', { connection })}
      columns={columns}
      rows={streams}
      keyOf={({ stream }) => stream}
    />
  )
}
