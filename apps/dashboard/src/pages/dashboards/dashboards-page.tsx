import { ChartColumn, Plus } from 'lucide-react'
import { Link } from 'wouter'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { newDashboardPath } from './dashboard-actions.tsx'
import { useFigureWords } from './use-figure-words.ts'

const skeletons = [1, 2, 3, 4, 5, 6]

/** All dashboards: those of the organisation, then those that are there anyway. */
export function DashboardsPage() {
  const { say } = useWords()
  const { dashboardTitle } = useFigureWords()
  const { session } = useSession()
  const dashboards = useAnswer('GET /api/dashboards', {})
  return (
    <>
      <PageHead
        title={say('dashboards.title')}
        note={say('dashboards.note')}
        actions={
          mayDo(session, 'configuration:write') && (
            <ButtonLink
              look="primary"
              to={newDashboardPath()}
              icon={<Plus aria-hidden size={16} />}
            >
              {say('board.new')}
            </ButtonLink>
          )
        }
      />
      <Answered
        query={dashboards}
        waiting={
          <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
            {skeletons.map((place) => (
              <Skeleton key={place} className="h-[84px] rounded-xl" />
            ))}
          </div>
        }
      >
        {(answer) =>
          answer.dashboards.length === 0 ? (
            <EmptyState
              icon={<ChartColumn aria-hidden size={22} />}
              title={say('dashboards.empty')}
            >
              {say('dashboards.emptyHelp')}
            </EmptyState>
          ) : (
            <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
              {answer.dashboards.map((dashboard) => (
                <li key={dashboard.id}>
                  <Link
                    href={`/dashboards/${encodeURIComponent(dashboard.id)}`}
                    className="flex h-full items-center gap-4 rounded-xl border border-line bg-surface p-4 shadow-card transition-colors hover:border-accent"
                  >
                    <span className="grid size-10 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
                      <ChartColumn aria-hidden size={20} strokeWidth={1.75} />
                    </span>
                    <span className="min-w-0">
                      <span dir="auto" className="block font-semibold [overflow-wrap:anywhere]">
                        {dashboardTitle(dashboard)}
                      </span>
                      <span className="block text-sm text-faint">
                        {dashboard.origin !== 'template' ? `${say('dashboards.own')} · ` : ''}
                        {say('count.widgets', { count: dashboard.widgets })}
                      </span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </>
  )
}
