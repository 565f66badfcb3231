import { Pause, Play } from 'lucide-react'
import type { MonitoredConnection } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'

/** A reading under way rests, and goes on where it was. */
export function HistoryActions({
  connection: { connection: id, paused },
}: {
  readonly connection: MonitoredConnection
}) {
  const { say } = useWords()
  const { session } = useSession()
  const pause = useDeed('POST /api/connections/:id/pause', {
    done: say('connection.paused', { id }),
  })
  const resume = useDeed('POST /api/connections/:id/resume', {
    done: say('connection.resumed', { id }),
  })
  if (!mayDo(session, 'runs:start')) return null
  return paused === undefined ? (
    <Button
      look="quiet"
      icon={<Pause aria-hidden size={16} />}
      busy={pause.isPending}
      onClick={() => pause.mutate({ params: { id } })}
    >
      {say('connection.pause')}
    </Button>
  ) : (
    <Button
      icon={<Play aria-hidden size={16} />}
      busy={resume.isPending}
      onClick={() => resume.mutate({ params: { id } })}
    >
      {say('connection.resume')}
    </Button>
  )
}
