import { useState } from 'react'
import { useSearch } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ShareButton } from '../sharing/share-button.tsx'
import { DashboardActions } from './dashboard-actions.tsx'
import { DashboardComes } from './dashboard-comes.tsx'
import { DashboardContent } from './dashboard-content.tsx'
import { chosenIn } from './dashboard-state.ts'
import { keepChoice, keptChoice } from './kept-choice.ts'
import { KeptNotice } from './kept-notice.tsx'
import { ReportButtons } from './report-buttons.tsx'
import { useFigureWords } from './use-figure-words.ts'

/** One dashboard: what is chosen stands in the address, before what is kept for all of them. */
export function DashboardPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { dashboardTitle } = useFigureWords()
  const { organisation } = useSession()
  const [kept, setKept] = useState(() => keptChoice(organisation))
  const chosen = { ...kept, ...chosenIn(useSearch()) }
  const dashboard = useAnswer('GET /api/dashboards/:id', { params: { id } })
  return (
    <>
      <PageHead
        title={
          dashboard.data === undefined ? say('dashboards.one') : dashboardTitle(dashboard.data)
        }
        above={<PageLink to="/dashboards">{say('dashboards.title')}</PageLink>}
        actions={
          <>
            {dashboard.data !== undefined && <DashboardActions dashboard={dashboard.data} />}
            <ShareButton id={id} chosen={chosen} />
            <ReportButtons id={id} chosen={chosen} />
          </>
        }
      />
      <KeptNotice
        kept={kept}
        onDrop={() => {
          keepChoice(organisation, {})
          setKept({})
        }}
      />
      <Answered query={dashboard} waiting={<DashboardComes />}>
        {(found) => (
          <DashboardContent
            dashboard={found}
            chosen={chosen}
            onApplied={() => setKept(keptChoice(organisation))}
          />
        )}
      </Answered>
    </>
  )
}
