import { lazy, Suspense, useMemo, useState } from 'react'
import type { FigureAnswer } from '../api/answers.ts'
import { widgetSpans } from '../pages/dashboards/widget-span.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { MissingNotice } from './missing-notice.tsx'
import { ShareTrouble } from './share-trouble.tsx'
import { SharedWidget } from './shared-widget.tsx'
import { useSharedFigures, type Chosen, type SharedPlace } from './use-shared-figures.ts'
import type { Shared, SharedDashboard } from './use-shared.ts'

/** Figures are seen first. */
const ShareTools = lazy(async () => ({
  default: (await import('./share-tools.tsx')).ShareTools,
}))
const fullSpan = { wide: 4, narrow: 2 }

/** One shared dashboard: its figures, and what may be chosen. */
export function SharedDashboardView({
  dashboard,
  place,
  choices,
  downloads,
}: {
  readonly dashboard: SharedDashboard
  readonly place: SharedPlace
  readonly choices: Shared['choices']
  readonly downloads: Shared['downloads']
}) {
  const { settings, widgets } = dashboard
  const spans = useMemo(() => widgetSpans(widgets), [widgets])
  const [chosen, setChosen] = useState<Chosen>({})
  const { figures, problem, isFresh, retry } = useSharedFigures(place, chosen)
  const answers: readonly FigureAnswer[] = figures?.answers ?? []
  return (
    <>
      {(choices.length > 0 || downloads.length > 0) && (
        <Suspense fallback={<Skeleton className="h-16 w-full max-w-lg" />}>
          <ShareTools
            choices={choices}
            settings={{ ...settings, ...chosen }}
            currency={answers.find(({ currency }) => currency !== undefined)?.currency}
            onChoose={(change) => setChosen({ ...chosen, ...change })}
            place={place}
            chosen={chosen}
            downloads={downloads}
          />
        </Suspense>
      )}
      {problem !== undefined ? (
        <ShareTrouble problem={problem} onRetry={retry} />
      ) : (
        <>
          {figures !== undefined && <MissingNotice figures={figures} />}
          <div
            aria-busy={!isFresh}
            className="grid grid-flow-dense grid-cols-1 gap-4 transition-[filter] aria-busy:grayscale md:grid-cols-2 xl:grid-cols-4"
          >
            {widgets.map((widget, at) => (
              <SharedWidget
                key={widget.id}
                widget={{ ...widget, settings: {} }}
                span={spans[at] ?? fullSpan}
                answer={answers.find((each) => each.id === widget.id)}
              />
            ))}
          </div>
        </>
      )}
    </>
  )
}
