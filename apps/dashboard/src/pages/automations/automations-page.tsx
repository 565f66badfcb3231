import { Plus, Workflow } from 'lucide-react'
import { useMemo } from 'react'
import type { Automation } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { automationPath } from './automation-path.ts'
import { AutomationTurn } from './automation-turn.tsx'

/** What is done by itself when something happens. */
export function AutomationsPage() {
  const { say } = useWords()
  const { session } = useSession()
  const automations = useAnswer('GET /api/automations', {})
  return (
    <>
      <PageHead
        title={say('automations.title')}
        note={say('automations.note')}
        actions={
          mayDo(session, 'configuration:write') && (
            <>
              <ButtonLink to="/automations/rules.of-messages">{say('contacting.title')}</ButtonLink>
              <ButtonLink
                look="primary"
                to="/automations/new.automation"
                icon={<Plus aria-hidden size={16} />}
              >
                {say('automation.new')}
              </ButtonLink>
            </>
          )
        }
      />
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
  const { say, knows, formats } = useWords()
  const columns = useMemo<readonly Column<Automation>[]>(
    () => [
      {
        id: 'id',
        header: say('automations.name'),
        sortBy: ({ id }) => id,
        cell: ({ id, reason }) => (
          <>
            <PageLink to={automationPath(id)}>{id}</PageLink>
            {reason !== undefined && <p className="max-w-prose text-soft">{reason}</p>}
          </>
        ),
      },
      {
        id: 'on',
        header: say('automations.on'),
        wide: true,
        sortBy: ({ on }) => on,
        cell: ({ on }) => {
          const key = `trigger.${on}`
          return knows(key) ? say(key) : <code className="font-mono text-xs">{on}</code>
        },
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
    [say, knows, formats],
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
