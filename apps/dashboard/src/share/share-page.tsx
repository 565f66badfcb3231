import { lazy, Suspense, useEffect, useState } from 'react'
import { DashboardComes } from '../pages/dashboards/dashboard-comes.tsx'
import { useFigureWords } from '../pages/dashboards/use-figure-words.ts'
import { useWords } from '../words/words-context.tsx'
import { SharedDashboardView } from './shared-dashboard.tsx'
import { ShareFrame } from './share-frame.tsx'
import { ShareTrouble } from './share-trouble.tsx'
import { useFrameHeight } from './use-frame-height.ts'
import { useShared, type Shared } from './use-shared.ts'

/** Most links ask for no password. */
const LockForm = lazy(async () => ({ default: (await import('./lock-form.tsx')).LockForm }))
const nobody: readonly string[] = []

/** What a link shows: a dashboard, or the portal of a client. */
export function SharePage({ token }: { readonly token: string }) {
  const { shared, problem, key, unlock, retry } = useShared(token)
  useFrameHeight(shared?.origins ?? nobody)
  if (problem !== undefined)
    return (
      <ShareFrame>
        <ShareTrouble problem={problem} onRetry={retry} />
      </ShareFrame>
    )
  if (shared === undefined)
    return (
      <ShareFrame>
        <DashboardComes />
      </ShareFrame>
    )
  return (
    <Suspense
      fallback={
        <ShareFrame>
          <DashboardComes />
        </ShareFrame>
      }
    >
      <OpenedPage token={token} shared={shared} openedBy={key} onUnlock={unlock} />
    </Suspense>
  )
}

function OpenedPage({
  token,
  shared,
  openedBy,
  onUnlock,
}: {
  readonly token: string
  readonly shared: Shared
  readonly openedBy: string | undefined
  readonly onUnlock: (key: string) => void
}) {
  const { say } = useWords()
  const { dashboardTitle } = useFigureWords()
  const { kind, isLocked, dashboards, accent, hasLogo, downloads, choices } = shared
  const [chosenId, setChosenId] = useState(dashboards[0]?.id)
  const found = dashboards.find(({ id }) => id === chosenId) ?? dashboards[0]
  const titleOf = ({ id, title, isTemplate }: Shared['dashboards'][number]) =>
    dashboardTitle({ id, title, origin: isTemplate ? 'template' : 'store' })
  const title =
    kind === 'portal' ? shared.title : found === undefined ? say('shared.title') : titleOf(found)
  useEffect(() => {
    document.title = title
  }, [title])
  const head = { title, accent, logo: hasLogo ? `/api/shared/${token}/logo` : undefined }
  if (isLocked)
    return (
      <ShareFrame head={head}>
        <LockForm token={token} onUnlock={onUnlock} />
      </ShareFrame>
    )
  return (
    <ShareFrame
      head={head}
      dashboards={dashboards.map((each) => ({ id: each.id, title: titleOf(each) }))}
      shownId={found?.id}
      onShow={setChosenId}
    >
      {found === undefined ? (
        <ShareTrouble problem={{ status: 404 }} onRetry={() => undefined} />
      ) : (
        <SharedDashboardView
          key={found.id}
          dashboard={found}
          place={{ token, id: found.id, key: openedBy }}
          choices={choices}
          downloads={downloads}
        />
      )}
    </ShareFrame>
  )
}
