import { useState } from 'react'
import { TextField } from '../ui/field.tsx'
import { useWords } from '../words/words-context.tsx'
import { enterWithToken } from './doors.ts'
import { EntranceForm } from './entrance-form.tsx'
import { useAttempt } from './use-attempt.ts'

export function TokenForm() {
  const { say } = useWords()
  const { busy, problem, attempt } = useAttempt()
  const [token, setToken] = useState('')
  return (
    <EntranceForm
      busy={busy}
      problem={problem?.status === 401 ? { ...problem, detail: say('signIn.wrongToken') } : problem}
      button={say('signIn.enter')}
      onSubmit={() => void attempt(() => enterWithToken(token.trim()))}
    >
      <TextField
        label={say('signIn.token')}
        help={say('signIn.tokenHelp')}
        type="password"
        autoComplete="off"
        spellCheck={false}
        required
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
    </EntranceForm>
  )
}
