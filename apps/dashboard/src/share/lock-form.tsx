import { useState } from 'react'
import { problemOf } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { useWords } from '../words/words-context.tsx'
import { callShared } from './share-call.ts'

/** Asks for the password of a link. */
export function LockForm({
  token,
  onUnlock,
}: {
  readonly token: string
  readonly onUnlock: (key: string) => void
}) {
  const { say } = useWords()
  const [password, setPassword] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = async () => {
    setAsked(true)
    setProblem(undefined)
    try {
      const wish = { params: { token }, body: { password } }
      onUnlock((await callShared('POST /api/shared/:token/unlock', wish)).key)
    } catch (error) {
      const { status, detail } = problemOf(error)
      if (status === 403) setProblem(say('shared.wrong'))
      else setProblem(status === 429 ? say('shared.wait') : detail)
    }
    setAsked(false)
  }
  return (
    <div className="mx-auto w-full max-w-md pt-6">
      <Card title={say('shared.locked')} note={say('shared.lockedHelp')}>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <TextField
            label={say('signIn.password')}
            type="password"
            autoComplete="off"
            required
            maxLength={200}
            value={password}
            problem={problem}
            onChange={({ target }) => setPassword(target.value)}
          />
          <Button look="primary" type="submit" busy={isAsked}>
            {say('shared.open')}
          </Button>
        </form>
      </Card>
    </div>
  )
}
