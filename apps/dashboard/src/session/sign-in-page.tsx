import { useState } from 'react'
import { call } from '../api/call.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words/words-context.tsx'
import type { Door } from './doors.ts'
import { Entrance } from './entrance.tsx'
import { ForgottenPassword } from './forgotten-password.tsx'
import { PasswordForm } from './password-form.tsx'
import { TokenWay } from './token-way.tsx'
import { useAttempt } from './use-attempt.ts'
import { useSessionNow } from './use-session.ts'

/** The way in with an account, by another service, or with a token of the API. */
export function SignInPage({ door: { service, mailsLinks } }: { readonly door: Door }) {
  const { say } = useWords()
  const session = useSessionNow()
  const { busy, attempt } = useAttempt()
  const isLost = session.kind === 'nobody' && session.before !== undefined
  const [way, setWay] = useState<'password' | 'token' | 'forgotten'>('password')
  return (
    <Entrance>
      <h1 className="sr-only">{say('signIn.title')}</h1>
      {isLost && (
        <Notice tone="caution">
          <p role="alert">{say('signIn.lost')}</p>
        </Notice>
      )}
      {way === 'token' && <TokenWay onBack={() => setWay('password')} />}
      {way === 'forgotten' && (
        <>
          <Card title={say('signIn.forgotTitle')}>
            <ForgottenPassword />
          </Card>
          <Button look="quiet" onClick={() => setWay('password')}>
            {say('signIn.back')}
          </Button>
        </>
      )}
      {way === 'password' && (
        <>
          <Card title={say('signIn.title')}>
            <PasswordForm />
          </Card>
          <div className="grid gap-1">
            {service !== null && (
              <Button busy={busy} onClick={() => void attempt(goToService)}>
                {say('signIn.withService', { service })}
              </Button>
            )}
            {mailsLinks && (
              <Button look="quiet" onClick={() => setWay('forgotten')}>
                {say('signIn.forgot')}
              </Button>
            )}
            <Button look="quiet" onClick={() => setWay('token')}>
              {say('signIn.useToken')}
            </Button>
          </div>
        </>
      )}
    </Entrance>
  )
}

/** Leads to the other service, which leads back. */
async function goToService(): Promise<void> {
  const { url } = await call('POST /api/auth/sign-in/social', {})
  location.assign(url)
}
