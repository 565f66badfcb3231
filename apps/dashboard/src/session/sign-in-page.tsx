import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useWords } from '../words/words-context.tsx'
import { Entrance } from './entrance.tsx'
import { PasswordForm } from './password-form.tsx'
import { TokenWay } from './token-way.tsx'

/** The way in with an account, or with a token of the API. */
export function SignInPage() {
  const { say } = useWords()
  const [withToken, setWithToken] = useState(false)
  return (
    <Entrance>
      <h1 className="sr-only">{say('signIn.title')}</h1>
      {withToken ? (
        <TokenWay onBack={() => setWithToken(false)} />
      ) : (
        <>
          <Card title={say('signIn.title')}>
            <PasswordForm />
          </Card>
          <Button look="quiet" onClick={() => setWithToken(true)}>
            {say('signIn.useToken')}
          </Button>
        </>
      )}
    </Entrance>
  )
}
