import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { TextField } from '../ui/field.tsx'
import { useWords } from '../words/words-context.tsx'
import { enterWithCode, enterWithPassword } from './doors.ts'
import { EntranceForm } from './entrance-form.tsx'
import { useAttempt } from './use-attempt.ts'

/** E-mail and password, and where an account wants it a code of another device. */
export function PasswordForm() {
  const { say } = useWords()
  const { busy, problem, attempt } = useAttempt()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const { register, handleSubmit } = useForm({
    defaultValues: { email: '', password: '', code: '' },
  })
  const submit = handleSubmit(({ email, password, code }) =>
    attempt(async () => {
      if (step === 'code') await enterWithCode(code.trim())
      else if ((await enterWithPassword(email, password)) === 'secondStep') setStep('code')
    }),
  )
  return (
    <EntranceForm
      busy={busy}
      problem={problem?.status === 401 ? { ...problem, detail: say('signIn.wrong') } : problem}
      button={say('signIn.enter')}
      onSubmit={() => void submit()}
    >
      {step === 'password' ? (
        <>
          <TextField
            label={say('signIn.email')}
            type="email"
            autoComplete="username"
            required
            {...register('email')}
          />
          <TextField
            label={say('signIn.password')}
            type="password"
            autoComplete="current-password"
            required
            {...register('password')}
          />
        </>
      ) : (
        <TextField
          label={say('signIn.code')}
          help={say('signIn.codeHelp')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          {...register('code')}
        />
      )}
    </EntranceForm>
  )
}
