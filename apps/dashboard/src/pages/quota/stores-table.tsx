import { useMemo } from 'react'
import { useSession } from '../../session/use-session.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { StoreShare } from './quota-series.ts'

/** Every store of the account; those of the organisation that is looked at lead to their connections. */
export function StoresTable({ shares }: { readonly shares: readonly StoreShare[] }) {
  const { say, formats } = useWords()
  const { organisation: here } = useSession()
  const columns = useMemo<readonly Column<StoreShare>[]>(() => {
    const hasOthers = new Set(shares.map(({ organisation }) => organisation)).size > 1
    return [
      {
        id: 'store',
        header: say('quota.store'),
        cell: ({ organisation, connection }) => (
          <>
            {!hasOthers || organisation === here ? (
              <PageLink to={`/connections/of/${encodeURIComponent(connection)}`}>
                {connection}
              </PageLink>
            ) : (
              connection
            )}
            {hasOthers && <p className="text-xs text-faint">{organisation}</p>}
          </>
        ),
      },
      {
        id: 'orders',
        header: say('quota.orders'),
        align: 'right',
        sortBy: ({ paidOrders }) => paidOrders,
        cell: ({ paidOrders }) => formats.number(paidOrders),
      },
      {
        id: 'share',
        header: say('quota.share'),
        align: 'right',
        cell: ({ share }) => formats.share(share),
      },
    ]
  }, [say, formats, shares, here])
  return (
    <Table
      label={say('quota.stores')}
      columns={columns}
      rows={shares}
      keyOf={({ organisation, connection }) => `${organisation}/${connection}`}
    />
  )
}
