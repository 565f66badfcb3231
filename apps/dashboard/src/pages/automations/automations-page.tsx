import { Workflow } from 'lucide-react'
import { useMemo } from 'react'
import type { Automation } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'

/** What is done by itself when something happens. */
export function AutomationsPage() {
  const { say } = useWords()
  const automations = useAnswer('GET /api/automations', {})
  return (
    <>
      <PageHead title={say('automations.title')} note={say('automations.note')} />
      <Card flush>
        <Answered query={automations}>
          {(answer) =>
            answer.automations.length === 0 ? (
              <EmptyState
                icon={<Workflow aria-hidden size={22} />}
                title={say('automations.empty')}
              >
                {say('automations.emptyHelp')}
              </EmptyState>
            ) : (
              <AutomationsTable automations={answer.automations} />
            )
          }
        </Answered>
      </Card>
    </>
  )
}

function AutomationsTable({ automations }: { readonly automations: readonly Automation[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Automation>[]>(
    () => [
      {
        id: 'id',
        header: say('automations.name'),
        sortBy: ({ id }) => id,
        cell: ({ id, reason }) => (
          <>
            <span className="font-medium [overflow-wrap:anywhere]">{id}</span>
            {reason !== undefined && <p className="max-w-prose text-soft">{reason}</p>}
          </>
        ),
      },
      {
        id: 'on',
        header: say('automations.on'),
        wide: true,
        sortBy: ({ on }) => on,
        cell: ({ on }) => <code className="font-mono text-xs">{on}</code>,
      },
      {
        id: 'state',
        header: say('runs.state'),
        cell: ({ state }) => (
          <Badge tone={state === 'active' ? 'positive' : state === 'held' ? 'caution' : 'neutral'}>
            {say(`automationState.${state}`)}
          </Badge>
        ),
      },
      {
        id: 'steps',
        header: say('automations.steps'),
        align: 'right',
        wide: true,
        cell: ({ steps }) =>
          formats.number(Object.values(steps).reduce((sum, each) => sum + each, 0)),
      },
      {
        id: 'turn',
        header: say('automations.turn'),
        align: 'right',
        cell: (automation) => <AutomationTurn automation={automation} />,
      },
    ],
    [say, formats],
  )
  return (
    <Table
      label={say('automations.title')}
      columns={columns}
      rows={automations}
      keyOf={({ id }) => id}
    />
  )
}

function AutomationTurn({ automation: { id, state } }: { readonly automation: Automation }) {
  const { say } = useWords()
  const { session } = useSession()
  const pause = useDeed('POST /api/automations/:id/pause', {
    done: say('automations.paused', { id }),
  })
  const resume = useDeed('POST /api/automations/:id/resume', {
    done: say('automations.resumed', { id }),
  })
  if (!mayDo(session, 'automations:write')) return null
  const turn = state === 'active' ? pause : resume
  return (
    <Button
      className="-my-1.5"
      busy={turn.isPending}
      onClick={() => turn.mutate({ params: { id } })}
    >
      {say(state === 'active' ? 'connection.pause' : 'connection.resume')}
      <span className="sr-only">{id}</span>
    </Button>
  )
}
