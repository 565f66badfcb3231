import { Plus, Send } from 'lucide-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { DeliveryState } from '../../api/answers.ts'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { mappingAddress } from '../mappings/mapping-address.ts'
import { DeliveryBadge } from './delivery-badge.tsx'
import { LettersCard } from './letters-card.tsx'
import { lettersIn } from './letters.ts'

/** What is sent, what waits, and what could not be processed. */
export function DeliveriesPage() {
  const { say } = useWords()
  const { session } = useSession()
  const [, go] = useLocation()
  const status = useAnswer('GET /api/status', {}, { everyMs: watchedMs })
  return (
    <>
      <PageHead
        title={say('deliveries.title')}
        note={say('deliveries.note')}
        actions={
          mayDo(session, 'configuration:write') && (
            <Button
              look="primary"
              icon={<Plus aria-hidden size={16} />}
              onClick={() => go('/deliveries/new')}
            >
              {say('newDelivery.title')}
            </Button>
          )
        }
      />
      <Answered query={status}>
        {(answer) => (
          <>
            <Card flush title={say('deliveries.all')}>
              {answer.deliveries.length === 0 ? (
                <EmptyState icon={<Send aria-hidden size={22} />} title={say('deliveries.empty')}>
                  {say('deliveries.emptyHelp')}
                </EmptyState>
              ) : (
                <DeliveriesTable deliveries={answer.deliveries} />
              )}
            </Card>
            <LettersCard places={lettersIn(answer)} />
          </>
        )}
      </Answered>
    </>
  )
}

function DeliveriesTable({ deliveries }: { readonly deliveries: readonly DeliveryState[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<DeliveryState>[]>(
    () => [
      {
        id: 'id',
        header: say('deliveries.name'),
        sortBy: ({ id }) => id,
        cell: ({ id }) => <span className="font-medium [overflow-wrap:anywhere]">{id}</span>,
      },
      {
        id: 'state',
        header: say('runs.state'),
        cell: (delivery) => <DeliveryBadge delivery={delivery} />,
      },
      {
        id: 'waiting',
        header: say('deliveries.waiting'),
        align: 'right',
        sortBy: ({ lag, held }) => lag + held,
        cell: ({ lag, held }) => formats.number(lag + held),
      },
      {
        id: 'failed',
        header: say('deliveries.failed'),
        align: 'right',
        sortBy: ({ failed }) => failed,
        cell: ({ failed }) => (
          <span className={failed > 0 ? 'font-medium text-negative' : 'text-faint'}>
            {formats.number(failed)}
          </span>
        ),
      },
      {
        id: 'unknown',
        header: say('deliveries.unknown'),
        align: 'right',
        wide: true,
        sortBy: ({ unknown }) => unknown,
        cell: ({ unknown }) => formats.number(unknown),
      },
      {
        id: 'last',
        header: say('deliveries.last'),
        align: 'right',
        wide: true,
        sortBy: ({ lastRun }) => lastRun?.at ?? '',
        cell: ({ lastRun }) => (lastRun === undefined ? '–' : formats.ago(lastRun.at)),
      },
      {
        id: 'test',
        header: say('testCall.title'),
        wide: true,
        cell: ({ id }) => (
          <PageLink to={`/deliveries/test/${encodeURIComponent(id)}`}>
            {say('testCall.try')}
            <span className="sr-only"> {id}</span>
          </PageLink>
        ),
      },
      {
        id: 'mapping',
        header: say('mappings.name'),
        cell: ({ id }) => (
          <PageLink to={mappingAddress(id)}>
            {say('mappings.open')}
            <span className="sr-only"> {id}</span>
          </PageLink>
        ),
      },
    ],
    [say, formats],
  )
  return (
    <Table
      label={say('deliveries.all')}
      columns={columns}
      rows={deliveries}
      keyOf={({ id }) => id}
    />
  )
}
