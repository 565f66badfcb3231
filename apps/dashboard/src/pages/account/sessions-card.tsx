import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Where somebody is signed in; every session but this one can be ended. */
export function SessionsCard() {
  const { say, formats } = useWords()
  const sessions = useAnswer('GET /api/me/sessions', {})
  const end = useDeed('DELETE /api/me/sessions/:id', { done: say('account.ended') })
  return (
    <Card title={say('account.sessions')}>
      <Answered query={sessions}>
        {(answer) => (
          <ul className="grid gap-3 text-sm">
            {answer.sessions.map(({ id, isThis, usedAt, browser, address }) => (
              <li key={id} className="flex items-start justify-between gap-4">
                <div className="min-w-0">
                  <p className="line-clamp-2 [overflow-wrap:anywhere]">
                    {browser ?? say('account.unknownBrowser')}
                  </p>
                  <p className="text-faint">
                    {[address, say('account.used', { when: formats.ago(usedAt) })]
                      .filter((part) => part !== null)
                      .join(' · ')}
                  </p>
                </div>
                {isThis ? (
                  <Badge tone="accent">{say('account.here')}</Badge>
                ) : (
                  <Button
                    busy={end.isPending && end.variables.params.id === id}
                    onClick={() => end.mutate({ params: { id } })}
                  >
                    {say('account.end')}
                    <span className="sr-only">{browser}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Card>
  )
}
