import { useState } from 'react'
import { Card } from '../ui/card.tsx'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/words-context.tsx'
import { Entrance } from './entrance.tsx'
import { PasswordForm } from './password-form.tsx'
import { TokenForm } from './token-form.tsx'

/** The way in with an account, or with a token of the API. */
export function SignInPage({ hasPeople }: { readonly hasPeople: boolean }) {
  const { say } = useWords()
  const [way, setWay] = useState<'password' | 'token'>(hasPeople ? 'password' : 'token')
  return (
    <Entrance>
      <h1 className="sr-only">{say('signIn.title')}</h1>
      <Card title={say(way === 'token' ? 'signIn.withToken' : 'signIn.title')}>
        {way === 'token' ? <TokenForm /> : <PasswordForm />}
      </Card>
      {hasPeople && (
        <Button look="quiet" onClick={() => setWay(way === 'token' ? 'password' : 'token')}>
          {say(way === 'token' ? 'signIn.usePassword' : 'signIn.useToken')}
        </Button>
      )}
    </Entrance>
  )
}
