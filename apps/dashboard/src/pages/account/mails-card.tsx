import { useId } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Which mails of the organisation one wants. */
export function MailsCard() {
  const { say } = useWords()
  const id = useId()
  const { session } = useSession()
  const mails = useAnswer('GET /api/me/mails', {})
  const change = useDeed('PUT /api/me/mails', { done: say('account.mailsSaved') })
  const name =
    session.kind === 'person'
      ? session.organisations.find((each) => each.id === session.organisation)?.name
      : undefined
  return (
    <Card
      title={say('account.mails')}
      note={name === undefined ? undefined : say('account.mailsNote', { name })}
    >
      <Answered query={mails}>
        {({ connections }) => (
          <div className="flex items-start gap-3">
            <input
              id={id}
              type="checkbox"
              className="mt-0.5 size-5 shrink-0 accent-accent-fill"
              aria-describedby={`${id}-help`}
              checked={connections}
              disabled={change.isPending}
              onChange={({ target }) => change.mutate({ body: { connections: target.checked } })}
            />
            <div>
              <label htmlFor={id} className="text-sm font-medium">
                {say('account.mailsConnections')}
              </label>
              <p id={`${id}-help`} className="text-xs text-faint">
                {say('account.mailsHelp')}
              </p>
            </div>
          </div>
        )}
      </Answered>
    </Card>
  )
}
