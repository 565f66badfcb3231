import type { Run } from '../../api/answers.ts'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useWords } from '../../words/words-context.tsx'
import { readSoFar, shareDone } from '../overview/run-watch.ts'
import { useRunEvents } from '../overview/use-run-events.ts'
import { timeLeftMs } from './partial-figures.ts'

type ListedRun = Pick<Run, 'id' | 'connection' | 'status' | 'startedAt'>

/** How far each connection is that is still being read, and how long it will take, for those who may know. */
export function LoadingList({ connections }: { readonly connections: readonly string[] }) {
  const { session } = useSession()
  const mayWatch = mayDo(session, 'runs:read')
  const monitoring = useAnswer(
    'GET /api/monitoring',
    {},
    { everyMs: watchedMs, enabled: mayDo(session, 'status:read') },
  )
  const runs = useAnswer('GET /api/runs', {}, { everyMs: watchedMs, enabled: mayWatch })
  const running = (runs.data?.runs ?? []).filter(({ status }) => status === 'running')
  return (
    <ul className="grid gap-2 pt-2 empty:hidden">
      {connections.map((connection) => {
        const streams = monitoring.data?.connections.find(
          (each) => each.connection === connection,
        )?.streams
        const run = running.find((each) => each.connection === connection)
        if (run === undefined && streams === undefined) return null
        return (
          <LoadingConnection
            key={connection}
            connection={connection}
            read={streams?.filter(({ completeTo }) => completeTo !== undefined).length}
            all={streams?.length}
            run={run}
            at={runs.dataUpdatedAt}
          />
        )
      })}
    </ul>
  )
}

function LoadingConnection({
  connection,
  read,
  all,
  run,
  at,
}: {
  readonly connection: string
  /** How many of its streams were read to their end. */
  readonly read: number | undefined
  readonly all: number | undefined
  /** That reads it now. */
  readonly run: ListedRun | undefined
  /** When that was known. */
  readonly at: number
}) {
  const { say } = useWords()
  return (
    <li className="grid gap-1">
      <span className="flex flex-wrap items-baseline gap-x-3">
        {run === undefined ? (
          <span className="font-medium">{connection}</span>
        ) : (
          <PageLink to={`/runs/${run.id}`}>{connection}</PageLink>
        )}
        {read !== undefined && all !== undefined && all > 0 && (
          <span className="text-soft">{say('figures.partsRead', { done: read, count: all })}</span>
        )}
      </span>
      {run !== undefined && <RunShare run={run} at={at} />}
    </li>
  )
}

function RunShare({
  run: { id, startedAt },
  at,
}: {
  readonly run: ListedRun
  readonly at: number
}) {
  const { say, formats } = useWords()
  const watched = useRunEvents(id)
  const share = shareDone(watched)
  const left = startedAt === null ? undefined : timeLeftMs(share, at - Date.parse(startedAt))
  return (
    <span className="grid max-w-sm gap-1">
      <Progress label={say('run.reading')} {...(share !== undefined && { share })} />
      <span className="text-soft">
        {say('count.records', { count: readSoFar(watched) })}
        {left !== undefined && ` · ${say('figures.left', { time: formats.duration(left) })}`}
      </span>
    </span>
  )
}
