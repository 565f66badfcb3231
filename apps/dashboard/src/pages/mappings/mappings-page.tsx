import { ArrowRightLeft } from 'lucide-react'
import { useMemo } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import type { UnmappedStream } from './first-mapping.ts'
import { firstMappingAddress, mappingAddress } from './mapping-address.ts'
import type { ListedMapping } from './mapping-place.ts'

/** Every mapping that is in force, of what is read and of what is sent. */
export function MappingsPage() {
  const { say } = useWords()
  const mappings = useAnswer('GET /api/mappings', {})
  return (
    <>
      <PageHead title={say('mappings.title')} note={say('mappings.note')} />
      <Card flush>
        <Answered query={mappings}>{(answer) => <MappingsTable rows={answer.mappings} />}</Answered>
      </Card>
      <UnmappedStreams streams={mappings.data?.unmapped ?? []} />
    </>
  )
}

/** Streams of which nothing is made yet. */
function UnmappedStreams({ streams }: { readonly streams: readonly UnmappedStream[] }) {
  const { say } = useWords()
  const { session } = useSession()
  const may = mayDo(session, 'configuration:write') && mayDo(session, 'runs:start')
  if (streams.length === 0) return null
  return (
    <Card title={say('mappings.unmapped')} note={say('mappings.unmappedNote')}>
      <ul className="grid gap-2 text-sm">
        {streams.map(({ part }) => (
          <li key={part} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="[overflow-wrap:anywhere]">{part}</span>
            {may && (
              <PageLink to={firstMappingAddress(part)}>
                {say('mappings.begin')}
                <span className="sr-only"> {part}</span>
              </PageLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function MappingsTable({ rows }: { readonly rows: readonly ListedMapping[] }) {
  const { say } = useWords()
  const columns = useMemo<readonly Column<ListedMapping>[]>(
    () => [
      {
        id: 'name',
        header: say('mappings.name'),
        sortBy: ({ id }) => id,
        cell: ({ part, id }) => <PageLink to={mappingAddress(part, id)}>{id}</PageLink>,
      },
      {
        id: 'part',
        header: say('mappings.of'),
        sortBy: ({ part }) => part,
        cell: ({ part }) => part,
      },
      { id: 'from', header: say('mappings.from'), wide: true, cell: ({ from }) => sideText(from) },
      { id: 'to', header: say('mappings.to'), wide: true, cell: ({ to }) => sideText(to) },
    ],
    [say],
  )
  return rows.length === 0 ? (
    <EmptyState icon={<ArrowRightLeft aria-hidden size={22} />} title={say('mappings.empty')}>
      {say('mappings.emptyHelp')}
    </EmptyState>
  ) : (
    <Table
      label={say('mappings.title')}
      columns={columns}
      rows={rows}
      keyOf={({ part, id }) => `${part} ${id}`}
    />
  )
}

export function sideText(side: ListedMapping['from']): string {
  if ('entity' in side) return side.entity
  return `${side.connector}.${'stream' in side ? side.stream : side.sink}`
}
