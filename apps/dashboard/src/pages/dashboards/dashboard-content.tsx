import { ChartColumn } from 'lucide-react'
import { useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Dashboard, FigureAnswer, FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ApplyDialog } from './apply-dialog.tsx'
import { CompletenessNotice } from './completeness-notice.tsx'
import { chosenIn, searchOf } from './dashboard-state.ts'
import { FilterBar } from './filter-bar.tsx'
import { loadingIn, missingFor } from './partial-figures.ts'
import { WidgetCard } from './widget-card.tsx'
import { widgetSpans, type WidgetSpan } from './widget-span.ts'

const fullSpan: WidgetSpan = { wide: 4, narrow: 2 }
/** More than these are drawn as they come near, so that a long dashboard is as quick as a short one. */
const drawnAtOnce = 12

/** The filters and widgets of a dashboard: all of them are asked for at once. */
export function DashboardContent({
  dashboard,
  chosen,
  onApplied,
}: {
  readonly dashboard: Dashboard
  /** By whoever looks. */
  readonly chosen: FigureSettings
  /** What they chose holds on more than this page now. */
  readonly onApplied: () => void
}) {
  const { id, settings, widgets } = dashboard
  const spans = useMemo(() => widgetSpans(widgets), [widgets])
  const [, go] = useLocation()
  const inAddress = chosenIn(useSearch())
  const figures = useAnswer('POST /api/dashboards/:id/query', { params: { id }, body: chosen })
  const answers: readonly FigureAnswer[] = figures.data?.answers ?? []
  const loading = figures.data === undefined ? [] : loadingIn(figures.data)
  const show = (shown: FigureSettings) => {
    const search = searchOf(shown)
    const path = `/dashboards/${encodeURIComponent(id)}`
    go(search === '' ? path : `${path}?${search}`, { replace: true })
  }
  return (
    <>
      <FilterBar
        settings={{ ...settings, ...chosen }}
        currency={answers.find(({ currency }) => currency !== undefined)?.currency}
        isFresh={!figures.isPlaceholderData}
        onChoose={(change) => show({ ...inAddress, ...change })}
        actions={
          <ApplyDialog
            id={id}
            chosen={inAddress}
            onApplied={() => {
              show({})
              onApplied()
            }}
          />
        }
      />
      {widgets.length === 0 ? (
        <NothingYet />
      ) : figures.isError && figures.data === undefined ? (
        <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
      ) : (
        <>
          {figures.data !== undefined && <CompletenessNotice figures={figures.data} />}
          <div
            aria-busy={figures.isPlaceholderData}
            className="grid grid-flow-dense grid-cols-1 gap-4 transition-[filter] aria-busy:grayscale md:grid-cols-2 xl:grid-cols-4"
          >
            {widgets.map((widget, place) => (
              <WidgetCard
                key={widget.id}
                widget={widget}
                span={spans[place] ?? fullSpan}
                answer={answers.find((each) => each.id === widget.id)}
                missing={missingFor(
                  widget.settings.stores ?? chosen.stores ?? settings.stores ?? [],
                  loading,
                )}
                isSeenAtOnce={place < drawnAtOnce}
              />
            ))}
          </div>
        </>
      )}
    </>
  )
}

function NothingYet() {
  const { say } = useWords()
  return (
    <Card>
      <EmptyState icon={<ChartColumn aria-hidden size={22} />} title={say('board.nothing')}>
        {say('board.nothingHelp')}
      </EmptyState>
    </Card>
  )
}
