import { useMemo } from 'react'
import type { DeliveryState } from '../../api/answers.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { mappingAddress } from '../mappings/mapping-address.ts'
import { DeliveryBadge } from './delivery-badge.tsx'

/** Deliveries: what waits, what failed, and when each sent last. */
export function DeliveriesTable({ deliveries }: { readonly deliveries: readonly DeliveryState[] }) {
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
        wide: true,
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
