import { useMemo } from 'react'
import type { AnswerOf } from '../../api/routes.ts'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'

type Call = AnswerOf<'GET /api/surfaces/:connection/:name/calls'>['calls'][number]

/** When the tills of a connection called last, and what they were answered. */
export function CallsCard({ connection }: { readonly connection: string }) {
  const { session } = useSession()
  const mayLook = mayDo(session, 'surfaces:write')
  const surfaces = useAnswer('GET /api/surfaces', {}, { enabled: mayLook })
  const own = surfaces.data?.surfaces.filter((each) => each.connection === connection) ?? []
  if (!mayLook) return null
  return own.map(({ name }) => <CallsOf key={name} connection={connection} name={name} />)
}

function CallsOf({ connection, name }: { readonly connection: string; readonly name: string }) {
  const { say, formats } = useWords()
  const calls = useAnswer(
    'GET /api/surfaces/:connection/:name/calls',
    { params: { connection, name } },
    { everyMs: watchedMs },
  )
  const last = calls.data?.calls[0]
  const isEmpty = calls.data !== undefined && last === undefined
  return (
    <Card
      flush={!isEmpty}
      title={say('till.callsOf', { name })}
      note={last === undefined ? undefined : say('till.calledAt', { when: formats.ago(last.at) })}
    >
      <Answered query={calls}>
        {(answer) =>
          answer.calls.length === 0 ? (
            <p className="text-sm text-soft">{say('till.noCalls')}</p>
          ) : (
            <CallsTable label={say('till.callsOf', { name })} calls={answer.calls.slice(0, 10)} />
          )
        }
      </Answered>
    </Card>
  )
}

function CallsTable({ label, calls }: { readonly label: string; readonly calls: readonly Call[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Call>[]>(
    () => [
      { id: 'at', header: say('till.when'), cell: ({ at }) => formats.instant(at) },
      {
        id: 'route',
        header: say('till.asked'),
        cell: ({ route }) => <code className="font-mono text-xs">{route}</code>,
      },
      {
        id: 'status',
        header: say('till.answered'),
        cell: ({ status }) => (
          <Badge tone={status < 400 ? 'positive' : status < 500 ? 'caution' : 'negative'}>
            {String(status)}
          </Badge>
        ),
      },
      {
        id: 'took',
        header: say('runs.took'),
        align: 'right',
        wide: true,
        cell: ({ durationMs }) => formats.duration(durationMs),
      },
      {
        id: 'caller',
        header: say('till.caller'),
        wide: true,
        cell: ({ caller }) =>
          caller === 'path' ? say('till.byAddress') : caller === '' ? say('till.notLetIn') : caller,
      },
    ],
    [say, formats],
  )
  return <Table label={label} columns={columns} rows={calls} keyOf={({ id }) => id} />
}
