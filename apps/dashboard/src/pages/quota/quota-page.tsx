import { Gauge } from 'lucide-react'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Tile } from '../../ui/tile.tsx'
import { useWords } from '../../words/words-context.tsx'
import { QuotaHistory } from './quota-history.tsx'
import { storeShares, type Quota } from './quota-series.ts'
import { StoresTable } from './stores-table.tsx'
import { WaysOut } from './ways-out.tsx'

/** How many paid orders all stores had, against the limit, and what can be done about it. */
export function QuotaPage() {
  const { say } = useWords()
  const quota = useAnswer('GET /api/quota', {})
  return (
    <>
      <PageHead title={say('quota.title')} note={say('quota.note')} />
      <Answered query={quota}>{(answer) => <QuotaContent quota={answer} />}</Answered>
    </>
  )
}

function QuotaContent({ quota }: { readonly quota: Quota }) {
  const { say, formats } = useWords()
  const { paidOrders, limit, used, state, history } = quota
  const shares = storeShares(quota)
  const counted = quota.organisations.flatMap(({ countedAt }) => countedAt ?? []).toSorted()
  const isTight = state === 'near' || state === 'over'
  if (shares.length === 0)
    return (
      <Card>
        <EmptyState icon={<Gauge aria-hidden size={22} />} title={say('quota.empty')}>
          {say('quota.emptyHelp')}
        </EmptyState>
      </Card>
    )
  return (
    <>
      <div className="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-3">
        <Tile
          label={say('quota.orders')}
          value={formats.number(paidOrders)}
          note={
            counted[0] === undefined
              ? undefined
              : say('quota.countedAt', { when: formats.instant(counted[0]) })
          }
        />
        <Tile
          label={say('quota.limit')}
          value={limit === undefined ? say('quota.none') : formats.number(limit)}
        />
        <Tile
          label={say('quota.used')}
          value={used === undefined ? '–' : formats.share(used)}
          note={say(`quota.${state}`)}
          tone={isTight ? 'negative' : 'positive'}
        />
      </div>
      {limit !== undefined && <WaysOut />}
      <Card flush title={say('quota.stores')}>
        <StoresTable shares={shares} />
      </Card>
      {history.length > 1 && (
        <Card title={say('quota.history')} note={say('quota.historyNote')}>
          <QuotaHistory quota={quota} />
        </Card>
      )}
    </>
  )
}
