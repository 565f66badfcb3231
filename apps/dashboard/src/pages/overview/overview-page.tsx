import { Plug } from 'lucide-react'
import type { Status } from '../../api/answers.ts'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { InsightsCard } from './insights-card.tsx'
import { StandingTiles } from './standing-tiles.tsx'

/** How everything stands: what needs somebody first, then each connection. */
export function OverviewPage() {
  const { say } = useWords()
  const { session } = useSession()
  const monitoring = useAnswer('GET /api/monitoring', {}, { everyMs: watchedMs })
  const status = useAnswer('GET /api/status', {}, { everyMs: watchedMs })
  return (
    <>
      <PageHead title={say('overview.title')} note={say('overview.note')} />
      <Answered query={monitoring} waiting={<OverviewComes />}>
        {({ connections }) =>
          connections.length === 0 ? (
            <Card>
              <EmptyState
                icon={<Plug aria-hidden size={22} />}
                title={say('overview.empty')}
                action={
                  mayDo(session, 'configuration:write') && (
                    <PageLink to="/connections/new">{say('connections.choose')}</PageLink>
                  )
                }
              >
                {say('connections.emptyHelp')}
              </EmptyState>
            </Card>
          ) : (
            <>
              <StandingTiles connections={connections} status={status.data} />
              <InsightsCard />
              <div className="grid gap-4">
                {connections.map((connection) => (
                  <ConnectionCard
                    key={connection.connection}
                    connection={connection}
                    isTarget={isTarget(status.data, connection.connection)}
                  />
                ))}
              </div>
            </>
          )
        }
      </Answered>
    </>
  )
}

/** A connection without streams is only written to: there is nothing to read from it. */
function isTarget(status: Status | undefined, id: string): boolean {
  return status?.connections.find((each) => each.id === id)?.streams.length === 0
}

function OverviewComes() {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {[1, 2, 3, 4].map((place) => (
          <Skeleton key={place} className="h-[98px] rounded-xl" />
        ))}
      </div>
      <Skeleton className="h-44 rounded-xl" />
      <Skeleton className="h-44 rounded-xl" />
    </>
  )
}
