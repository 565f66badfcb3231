import { Ticket } from 'lucide-react'
import { useMemo } from 'react'
import type { AnswerOf } from '../../../api/routes.ts'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { moneyText } from '../../money-text.ts'
import { CheckBadge } from './check-badge.tsx'

type Bonus = AnswerOf<'GET /api/bonus'>
type Standing = Bonus['standing'][number]

/** How many checks stand how, what they were worth, and what is left. */
export function StandingCard({ bonus: { standing, endingSoon } }: { readonly bonus: Bonus }) {
  const { say, locale, formats } = useWords()
  const columns = useMemo<readonly Column<Standing>[]>(
    () => [
      {
        id: 'status',
        header: say('bonus.status'),
        cell: ({ status }) => <CheckBadge status={status} />,
      },
      {
        id: 'checks',
        header: say('bonus.checks'),
        align: 'right',
        sortBy: ({ checks }) => checks,
        cell: ({ checks }) => formats.number(checks),
      },
      {
        id: 'amount',
        header: say('bonus.worth'),
        align: 'right',
        cell: ({ amount, currency }) => moneyText(amount, currency, locale),
      },
      {
        id: 'left',
        header: say('bonus.left'),
        align: 'right',
        cell: ({ left, currency }) => moneyText(left, currency, locale),
      },
    ],
    [say, locale, formats],
  )
  if (standing.length === 0)
    return (
      <Card>
        <EmptyState icon={<Ticket aria-hidden size={22} />} title={say('bonus.empty')}>
          {say('bonus.emptyHelp')}
        </EmptyState>
      </Card>
    )
  return (
    <Card flush title={say('bonus.standing')} note={say('bonus.endingSoon', { count: endingSoon })}>
      <Table
        label={say('bonus.standing')}
        columns={columns}
        rows={standing}
        keyOf={({ status, currency }) => `${currency} ${status}`}
      />
    </Card>
  )
}
