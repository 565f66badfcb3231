import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnswerOf } from '../../../api/routes.ts'
import { answerKey } from '../../../api/answer-key.ts'
import { send } from '../../../api/call.ts'
import { useAnswer } from '../../../api/use-answer.ts'
import { useSession } from '../../../session/use-session.ts'
import { Answered } from '../../../ui/answered.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { useWords } from '../../../words/words-context.tsx'

type AccountTable = AnswerOf<'GET /api/connections/:id/schema'>['tables'][number]
type TableColumn = AccountTable['columns'][number]

/** The tables as a picture, and the same as lists, for those who do not see it. */
export function TablesCards({ id }: { readonly id: string }) {
  const { say } = useWords()
  const schema = useAnswer('GET /api/connections/:id/schema', { params: { id } })
  return (
    <>
      <Card title={say('tables.picture')} note={say('tables.pictureNote')}>
        <TablesPicture id={id} />
      </Card>
      <Answered query={schema}>
        {({ tables }) => tables.map((table) => <OneTable key={table.name} table={table} />)}
      </Answered>
    </>
  )
}

function TablesPicture({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { organisation } = useSession()
  const route = 'GET /api/connections/:id/schema.svg'
  const picture = useQuery({
    queryKey: answerKey(organisation, route, { params: { id } }),
    queryFn: async ({ signal }) => (await send(route, { params: { id } }, signal)).text(),
  })
  return (
    <Answered query={picture} waiting={<Skeleton className="h-72 w-full" />}>
      {(svg) => (
        <div
          role="region"
          aria-label={say('tables.picture')}
          // It may be wider than the page, and is then moved by the arrow keys.
          tabIndex={0}
          className="overflow-auto rounded-lg border border-line"
        >
          <img
            src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
            alt={say('tables.pictureAlt', { id })}
            className="max-w-none"
          />
        </div>
      )}
    </Answered>
  )
}

function OneTable({ table }: { readonly table: AccountTable }) {
  const { say } = useWords()
  const { name, id, note, columns: rows } = table
  const missing = rows.filter((column) => column.note !== undefined).length
  const columns = useMemo<readonly Column<TableColumn>[]>(
    () => [
      {
        id: 'name',
        header: say('tables.column'),
        cell: (column) => (
          <span className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-xs [overflow-wrap:anywhere]">{column.name}</code>
            {column.isKey === true && <Badge tone="accent">{say('tables.key')}</Badge>}
            {column.note !== undefined && <Badge tone="caution">{column.note}</Badge>}
          </span>
        ),
      },
      {
        id: 'type',
        header: say('tables.type'),
        cell: ({ type }) => <span className="text-soft">{type}</span>,
      },
      {
        id: 'refers',
        header: say('tables.linked'),
        cell: ({ refers }) =>
          refers !== undefined && (
            <code className="font-mono text-xs [overflow-wrap:anywhere]">
              {refers.table}.{refers.column}
            </code>
          ),
      },
    ],
    [say],
  )
  return (
    <Card
      flush
      title={id === null || id === undefined ? name : `${name} #${id}`}
      note={
        note === undefined
          ? say(missing === 0 ? 'tables.whole' : 'tables.lacks', { count: missing })
          : note
      }
    >
      <Table label={name} columns={columns} rows={rows} keyOf={(column) => column.name} />
    </Card>
  )
}
