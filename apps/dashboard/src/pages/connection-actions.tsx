import { Pause, Play, RefreshCw } from 'lucide-react'
import type { MonitoredConnection } from '../api/answers.ts'
import { useDeed } from '../api/use-deed.ts'
import { mayDo } from '../session/may-do.ts'
import { useSession } from '../session/use-session.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/words-context.tsx'

/** What can be done about a connection: it is read now, rests, or goes on. */
export function ConnectionActions({
  connection: { connection: id, paused },
  isTarget,
  isOneOfMany = false,
  onRun,
}: {
  readonly connection: MonitoredConnection
  readonly isTarget: boolean
  /** Others stand beside it: whoever hears the buttons is told of which connection each is. */
  readonly isOneOfMany?: boolean
  readonly onRun: (run: string) => void
}) {
  const { say } = useWords()
  const { session } = useSession()
  const sync = useDeed('POST /api/connections/:id/sync', { onDone: ({ run }) => onRun(run) })
  const pause = useDeed('POST /api/connections/:id/pause', {
    done: say('connection.paused', { id }),
  })
  const resume = useDeed('POST /api/connections/:id/resume', {
    done: say('connection.resumed', { id }),
  })
  if (!mayDo(session, 'runs:start')) return null
  const params = { id }
  const spoken = isOneOfMany && <span className="sr-only">{id}</span>
  if (paused !== undefined)
    return (
      <Button
        icon={<Play aria-hidden size={16} />}
        busy={resume.isPending}
        onClick={() => resume.mutate({ params })}
      >
        {say('connection.resume')}
        {spoken}
      </Button>
    )
  return (
    <>
      {!isTarget && (
        <Button
          icon={<RefreshCw aria-hidden size={16} />}
          busy={sync.isPending}
          onClick={() => sync.mutate({ params, body: {} })}
        >
          {say('connection.sync')}
          {spoken}
        </Button>
      )}
      <Button
        look="quiet"
        icon={<Pause aria-hidden size={16} />}
        busy={pause.isPending}
        onClick={() => pause.mutate({ params })}
      >
        {say('connection.pause')}
        {spoken}
      </Button>
    </>
  )
}
