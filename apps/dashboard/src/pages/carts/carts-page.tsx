import { ShoppingCart } from 'lucide-react'
import { useMemo } from 'react'
import type { Cart, CartFigures } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { Tile } from '../../ui/tile.tsx'
import { useWords } from '../../words/words-context.tsx'
import { moneyText } from '../money-text.ts'
import { CartRulesCard } from './cart-rules-card.tsx'
import { cartStateText } from './cart-state-text.ts'

const shownCarts = 100

/** Carts that were left in the last thirty days, and what came of writing about them. */
export function CartsPage() {
  const { say } = useWords()
  const figures = useAnswer('GET /api/carts/figures', {})
  const carts = useAnswer('GET /api/carts', { query: { limit: shownCarts } })
  return (
    <>
      <PageHead title={say('carts.title')} note={say('carts.note')} />
      <CartTiles figures={figures.data} />
      <CartRulesCard />
      <Card flush>
        <Answered query={carts}>
          {(answer) =>
            answer.carts.length === 0 ? (
              <EmptyState icon={<ShoppingCart aria-hidden size={22} />} title={say('carts.empty')}>
                {say('carts.emptyHelp')}
              </EmptyState>
            ) : (
              <CartsTable carts={answer.carts} />
            )
          }
        </Answered>
      </Card>
    </>
  )
}

function CartTiles({ figures }: { readonly figures: CartFigures | undefined }) {
  const { say, formats, locale } = useWords()
  const revenue = Object.entries(figures?.revenue ?? {}).map(([currency, amount]) =>
    moneyText(Number(amount), currency, locale),
  )
  const number = (value: number | undefined) =>
    value === undefined ? undefined : formats.number(value)
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4">
      <Tile label={say('carts.left')} value={number(figures?.detected)} />
      <Tile label={say('carts.sent')} value={number(figures?.sent)} />
      <Tile label={say('carts.recovered')} value={number(figures?.recovered)} />
      <Tile
        label={say('carts.revenue')}
        value={figures === undefined ? undefined : revenue.join(' + ') || '–'}
      />
    </div>
  )
}

function CartsTable({ carts }: { readonly carts: readonly Cart[] }) {
  const { say, formats, locale } = useWords()
  const columns = useMemo<readonly Column<Cart>[]>(
    () => [
      {
        id: 'when',
        header: say('carts.touched'),
        sortBy: ({ touchedAt }) => touchedAt,
        cell: ({ touchedAt }) => formats.instant(touchedAt),
      },
      {
        id: 'state',
        header: say('runs.state'),
        sortBy: ({ state }) => state,
        cell: ({ state }) => (
          <Badge tone={state === 'recovered' ? 'positive' : 'neutral'}>
            {cartStateText(state, say)}
          </Badge>
        ),
      },
      {
        id: 'total',
        header: say('carts.total'),
        align: 'right',
        sortBy: ({ total }) => total ?? 0,
        cell: ({ total, currency }) =>
          total === undefined || currency === undefined ? '–' : moneyText(total, currency, locale),
      },
      {
        id: 'messages',
        header: say('carts.messages'),
        align: 'right',
        sortBy: ({ messages }) => messages.length,
        cell: ({ messages }) => formats.number(messages.length),
      },
      { id: 'rule', header: say('carts.rule'), wide: true, cell: ({ rule }) => rule },
      {
        id: 'cart',
        header: say('carts.cart'),
        wide: true,
        cell: ({ cart }) => <code className="font-mono text-xs">{cart}</code>,
      },
    ],
    [say, formats, locale],
  )
  return (
    <Table label={say('carts.title')} columns={columns} rows={carts} keyOf={({ cart }) => cart} />
  )
}
