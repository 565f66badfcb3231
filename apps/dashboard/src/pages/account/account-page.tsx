import { CircleUser } from 'lucide-react'
import { useSession } from '../../session/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { MailsCard } from './mails-card.tsx'
import { NameCard } from './name-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { SecondStepCard } from './second-step-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

/** What somebody says of themselves, and how they sign in. */
export function AccountPage() {
  const { say } = useWords()
  const { session } = useSession()
  return (
    <>
      <PageHead
        title={say('account.title')}
        note={session.kind === 'person' ? session.user.email : undefined}
      />
      {session.kind === 'person' ? (
        <div className="grid items-start gap-4 md:grid-cols-2">
          <NameCard name={session.user.name} />
          <PasswordCard />
          <SecondStepCard isOn={session.user.twoFactor} />
          <MailsCard />
          <SessionsCard />
        </div>
      ) : (
        <Card>
          <EmptyState icon={<CircleUser aria-hidden size={22} />} title={say('user.token')}>
            {say('account.tokenOnly')}
          </EmptyState>
        </Card>
      )}
    </>
  )
}
