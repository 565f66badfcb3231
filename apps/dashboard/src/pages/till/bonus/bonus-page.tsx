import { Upload } from 'lucide-react'
import { useAnswer } from '../../../api/use-answer.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Answered } from '../../../ui/answered.tsx'
import { ButtonLink } from '../../../ui/button-link.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PageLink } from '../../../ui/page-link.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { ChecksCard } from './checks-card.tsx'
import { ImportsCard } from './imports-card.tsx'
import { StandingCard } from './standing-card.tsx'

/** Bonus checks: how they stand, what was imported, and each with what was spent of it. */
export function BonusPage() {
  const { say } = useWords()
  const { session } = useSession()
  const bonus = useAnswer('GET /api/bonus', {})
  return (
    <>
      <PageHead
        above={<PageLink to="/till">{say('till.title')}</PageLink>}
        title={say('bonus.title')}
        note={say('bonus.note')}
        actions={
          mayDo(session, 'configuration:write') && (
            <ButtonLink
              to="/till/bonus/import"
              look="primary"
              icon={<Upload aria-hidden size={16} />}
            >
              {say('bonus.import')}
            </ButtonLink>
          )
        }
      />
      <Answered query={bonus}>
        {(answer) => (
          <>
            <StandingCard bonus={answer} />
            <ImportsCard />
            {answer.standing.length > 0 && mayDo(session, 'customers:read') && <ChecksCard />}
          </>
        )}
      </Answered>
    </>
  )
}
