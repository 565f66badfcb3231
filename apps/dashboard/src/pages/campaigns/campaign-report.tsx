import type { BarListProps } from '@cartograph/charts'
import { InteractiveChart } from '@cartograph/charts/interactive'
import { Megaphone } from 'lucide-react'
import { useMemo } from 'react'
import type { CampaignAnswer, CampaignRow } from '../../api/answers.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { Tile } from '../../ui/tile.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import { moneyText } from '../money-text.ts'

const drawnRows = 10
const sums = ['orders', 'units', 'unitsBack', 'sales', 'returns', 'revenue'] as const
const amounts: ReadonlySet<string> = new Set(['sales', 'returns', 'revenue'])

/** What campaigns came to: in all, drawn, and row by row. */
export function CampaignReport({ report }: { readonly report: CampaignAnswer }) {
  const { say, formats, locale } = useWords()
  const { total, all, currency, rows, count, unconverted, windowHours } = report
  const money = (text: string) => moneyText(Number(text), currency, locale)
  return (
    <>
      {unconverted.length > 0 && (
        <Notice tone="caution">
          {say('figures.unconverted', {
            currencies: unconverted.map((each) => each.currency).join(', '),
          })}
        </Notice>
      )}
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        <Tile
          label={say('campaigns.orders')}
          value={formats.number(Number(total.orders))}
          note={say('campaigns.ofAll', { all: formats.number(Number(all.orders)) })}
        />
        <Tile
          label={say('campaigns.revenue')}
          value={money(total.revenue)}
          note={say('campaigns.ofAll', { all: money(all.revenue) })}
        />
        <Tile
          label={say('campaigns.window')}
          value={formats.duration(windowHours * 3_600_000)}
          note={say('campaigns.windowNote')}
        />
      </div>
      {rows.length === 0 ? (
        <Card>
          <EmptyState icon={<Megaphone aria-hidden size={22} />} title={say('campaigns.empty')}>
            {say('campaigns.emptyHelp')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card title={say('campaigns.revenue')}>
            <RevenueChart report={report} />
          </Card>
          <Card flush title={say('campaigns.rows')}>
            <CampaignTable report={report} />
            {count > rows.length && (
              <p className="border-t border-line px-5 py-3 text-sm text-faint">
                {say('campaigns.cut', { shown: rows.length, count })}
              </p>
            )}
          </Card>
        </>
      )}
    </>
  )
}

function RevenueChart({ report: { rows, currency } }: { readonly report: CampaignAnswer }) {
  const { say, locale } = useWords()
  const { chartWords } = useFigureWords()
  const unnamed = say('campaigns.unnamed')
  const chart: BarListProps = {
    kind: 'barList',
    title: say('campaigns.revenue'),
    format: { type: 'money', currency },
    items: rows.slice(0, drawnRows).map((row) => ({
      id: JSON.stringify(row.group),
      name: rowName(row, unnamed),
      value: Number(row.revenue),
    })),
  }
  return <InteractiveChart {...chart} locale={locale} words={chartWords} />
}

function CampaignTable({ report: { rows, by, currency } }: { readonly report: CampaignAnswer }) {
  const { say, formats, locale } = useWords()
  const columns = useMemo<readonly Column<CampaignRow>[]>(() => {
    const unnamed = say('campaigns.unnamed')
    const cell = (row: CampaignRow, sum: (typeof sums)[number]) =>
      amounts.has(sum)
        ? moneyText(Number(row[sum]), currency, locale)
        : formats.number(Number(row[sum]))
    return [
      ...by.map((dimension, place): Column<CampaignRow> => ({
        id: dimension,
        header: say(`campaignBy.${dimension}`),
        sortBy: (row) => partName(row, dimension, place, unnamed),
        cell: (row) => (
          <span className="[overflow-wrap:anywhere]">
            {partName(row, dimension, place, unnamed)}
          </span>
        ),
      })),
      ...sums.map((sum): Column<CampaignRow> => ({
        id: sum,
        header: say(`campaignSum.${sum}`),
        align: 'right',
        wide: sum !== 'orders' && sum !== 'revenue',
        sortBy: (row) => Number(row[sum]),
        cell: (row) => cell(row, sum),
      })),
    ]
  }, [say, formats, locale, by, currency])
  return (
    <Table
      label={say('campaigns.rows')}
      columns={columns}
      rows={rows}
      keyOf={({ group }) => JSON.stringify(group)}
    />
  )
}

/** Products are known by a name, everything else by what it is. */
function partName(row: CampaignRow, dimension: string, place: number, unnamed: string): string {
  const isNamed = dimension === 'product' || dimension === 'category'
  const text = (isNamed ? row.name : undefined) ?? row.group[place] ?? ''
  return text === '' ? unnamed : text
}

function rowName({ group, name }: CampaignRow, unnamed: string): string {
  if (name !== undefined) return name
  const parts = group.filter((part) => part !== '')
  return parts.length === 0 ? unnamed : parts.join(' · ')
}
