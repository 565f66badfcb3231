import type { Automation } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Pauses an automation, or lets it go on. */
export function AutomationTurn({
  automation: { id, state },
}: {
  readonly automation: Pick<Automation, 'id' | 'state'>
}) {
  const { say } = useWords()
  const { session } = useSession()
  const pause = useDeed('POST /api/automations/:id/pause', {
    done: say('automations.paused', { id }),
  })
  const resume = useDeed('POST /api/automations/:id/resume', {
    done: say('automations.resumed', { id }),
  })
  if (!mayDo(session, 'automations:write')) return null
  const turn = state === 'active' ? pause : resume
  return (
    <Button
      className="-my-1.5"
      busy={turn.isPending}
      onClick={() => turn.mutate({ params: { id } })}
    >
      {say(state === 'active' ? 'connection.pause' : 'connection.resume')}
      <span className="sr-only">{id}</span>
    </Button>
  )
}
