import { useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Dashboard, FigureAnswer, FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { CompletenessNotice } from './completeness-notice.tsx'
import { chosenIn, searchOf } from './dashboard-state.ts'
import { DashboardComes } from './dashboard-comes.tsx'
import { FilterBar } from './filter-bar.tsx'
import { useFigureWords } from './use-figure-words.ts'
import { ReportButtons } from './report-buttons.tsx'
import { WidgetCard } from './widget-card.tsx'
import { widgetSpans, type WidgetSpan } from './widget-span.ts'

const fullSpan: WidgetSpan = { wide: 4, narrow: 2 }

/** One dashboard: what is chosen stands in the address, and all widgets are asked for at once. */
export function DashboardPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { dashboardTitle } = useFigureWords()
  const chosen = chosenIn(useSearch())
  const dashboard = useAnswer('GET /api/dashboards/:id', { params: { id } })
  return (
    <>
      <PageHead
        title={
          dashboard.data === undefined ? say('dashboards.one') : dashboardTitle(dashboard.data)
        }
        above={<PageLink to="/dashboards">{say('dashboards.title')}</PageLink>}
        actions={<ReportButtons id={id} chosen={chosen} />}
      />
      <Answered query={dashboard} waiting={<DashboardComes />}>
        {(found) => <DashboardContent dashboard={found} />}
      </Answered>
    </>
  )
}

function DashboardContent({ dashboard }: { readonly dashboard: Dashboard }) {
  const { id, settings, widgets } = dashboard
  const spans = useMemo(() => widgetSpans(widgets), [widgets])
  const [, go] = useLocation()
  const chosen = chosenIn(useSearch())
  const figures = useAnswer('POST /api/dashboards/:id/query', { params: { id }, body: chosen })
  const answers: readonly FigureAnswer[] = figures.data?.answers ?? []
  const choose = (change: FigureSettings) => {
    const search = searchOf({ ...chosen, ...change })
    const path = `/dashboards/${encodeURIComponent(id)}`
    go(search === '' ? path : `${path}?${search}`, { replace: true })
  }
  return (
    <>
      <FilterBar
        settings={{ ...settings, ...chosen }}
        currency={answers.find(({ currency }) => currency !== undefined)?.currency}
        isFresh={!figures.isPlaceholderData}
        onChoose={choose}
      />
      {figures.isError && figures.data === undefined ? (
        <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
      ) : (
        <>
          {figures.data !== undefined && <CompletenessNotice figures={figures.data} />}
          <div
            aria-busy={figures.isPlaceholderData}
            className="grid grid-flow-dense grid-cols-1 gap-4 transition-opacity aria-busy:opacity-60 md:grid-cols-2 xl:grid-cols-4"
          >
            {widgets.map((widget, place) => (
              <WidgetCard
                key={widget.id}
                widget={widget}
                span={spans[place] ?? fullSpan}
                answer={answers.find((each) => each.id === widget.id)}
              />
            ))}
          </div>
        </>
      )}
    </>
  )
}
