import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'

/** The last run of a connection, as soon as there is one. */
export function useNewestRun(connection: string, isWanted: boolean): string | undefined {
  const { session } = useSession()
  const runs = useAnswer(
    'GET /api/runs',
    { query: { limit: 50 } },
    { everyMs: watchedMs, enabled: isWanted && mayDo(session, 'runs:read') },
  )
  return isWanted ? runs.data?.runs.find((run) => run.connection === connection)?.id : undefined
}
