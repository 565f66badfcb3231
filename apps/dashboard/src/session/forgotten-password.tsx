import { useState } from 'react'
import { call } from '../api/call.ts'
import { TextField } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words/words-context.tsx'
import { EntranceForm } from './entrance-form.tsx'
import { useAttempt } from './use-attempt.ts'

/** Asks for a link by mail; whether there is such an account is told to nobody. */
export function ForgottenPassword() {
  const { say } = useWords()
  const { busy, problem, attempt } = useAttempt()
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  if (isSent) return <Notice>{say('signIn.linkSent')}</Notice>
  const send = async () => {
    await call('POST /api/auth/request-password-reset', { body: { email } })
    setSent(true)
  }
  return (
    <EntranceForm
      busy={busy}
      problem={problem}
      button={say('signIn.sendLink')}
      onSubmit={() => void attempt(send)}
    >
      <TextField
        label={say('signIn.email')}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={({ target }) => setEmail(target.value)}
      />
    </EntranceForm>
  )
}
