import { MailCheck, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { mappingAddress } from '../mappings/mapping-address.ts'
import { LetterRow } from './letter-row.tsx'
import { useReplay } from './use-replay.ts'

const pageSize = 20

/** The dead letters of one delivery or stream: what came, what was made of it, and why it went no further. */
export function LettersPage({ part }: { readonly part: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const [after, setAfter] = useState<string>()
  const letters = useAnswer('GET /api/dead-letters/:part', {
    params: { part },
    query: { after, limit: pageSize },
  })
  const replay = useReplay()
  const next = letters.data?.next ?? undefined
  const mayAct = mayDo(session, 'runs:start')
  const hasLetters = (letters.data?.letters.length ?? 0) > 0
  return (
    <>
      <PageHead
        title={say('letters.of', { part })}
        note={say('letters.note')}
        above={<PageLink to="/deliveries">{say('deliveries.title')}</PageLink>}
        actions={
          <>
            <ButtonLink to={mappingAddress(part)}>{say('mappings.edit')}</ButtonLink>
            {mayAct && hasLetters && (
              <Button
                icon={<RotateCcw aria-hidden size={16} />}
                busy={replay.isPending}
                onClick={() => replay.mutate({ params: { part }, body: {} })}
              >
                {say('letters.allAgain')}
              </Button>
            )}
          </>
        }
      />
      <Card flush>
        <Answered query={letters}>
          {(answer) =>
            answer.letters.length === 0 ? (
              <EmptyState icon={<MailCheck aria-hidden size={22} />} title={say('letters.empty')}>
                {say('letters.emptyHelp')}
              </EmptyState>
            ) : (
              <ul>
                {answer.letters.map((letter) => (
                  <LetterRow key={letter.key} part={part} letter={letter} mayAct={mayAct} />
                ))}
              </ul>
            )
          }
        </Answered>
        <Pager
          onFirst={after === undefined ? undefined : () => setAfter(undefined)}
          onNext={next === undefined ? undefined : () => setAfter(next)}
          busy={letters.isPlaceholderData}
        />
      </Card>
    </>
  )
}
