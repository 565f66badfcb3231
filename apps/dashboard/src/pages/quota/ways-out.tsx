import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Card } from '../../ui/card.tsx'
import { SupportLine } from '../../ui/support-line.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Fewer stores, or a higher limit: which the operator sets, and who administers may ask for. */
export function WaysOut() {
  const { say } = useWords()
  const { session } = useSession()
  const { data } = useAnswer('GET /api/modules', {})
  const limit = data?.modules.find(({ kind }) => kind === 'limit')
  const isAsked = limit?.state === 'requested'
  const choose = useDeed('PUT /api/modules/:kind/:name', {
    done: say(isAsked ? 'modules.changed' : 'modules.asked'),
  })
  return (
    <Card title={say('quota.ways')}>
      <ul className="grid gap-4 text-sm md:grid-cols-2">
        <li className="grid content-start justify-items-start gap-2">
          <p>{say('quota.disconnect')}</p>
          {mayDo(session, 'configuration:read') && (
            <ButtonLink to="/connections">{say('quota.toConnections')}</ButtonLink>
          )}
        </li>
        <li className="grid content-start justify-items-start gap-2">
          <p>{say(isAsked ? 'quota.asked' : 'quota.raise')}</p>
          {limit !== undefined && mayDo(session, 'admin') && (
            <Button
              busy={choose.isPending}
              onClick={() =>
                choose.mutate({
                  params: { kind: limit.kind, name: limit.name },
                  body: { state: isAsked ? 'locked' : 'requested' },
                })
              }
            >
              {say(isAsked ? 'modules.takeBack' : 'quota.ask')}
            </Button>
          )}
          <div className="text-soft">
            <SupportLine />
          </div>
        </li>
      </ul>
    </Card>
  )
}
