import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { useWords } from '../words/words-context.tsx'
import { setUp } from './doors.ts'
import { Entrance } from './entrance.tsx'
import { EntranceForm } from './entrance-form.tsx'
import { TokenWay } from './token-way.tsx'
import { useAttempt } from './use-attempt.ts'

/** Makes the first account of a host that has none, for whoever can read what the host printed. */
export function SetUpPage() {
  const { say } = useWords()
  const { busy, problem, attempt } = useAttempt()
  const { register, handleSubmit } = useForm({
    defaultValues: { code: '', name: '', email: '', password: '' },
  })
  const [withToken, setWithToken] = useState(false)
  const submit = handleSubmit((first) => attempt(() => setUp(first)))
  if (withToken)
    return (
      <Entrance>
        <h1 className="sr-only">{say('signIn.title')}</h1>
        <TokenWay onBack={() => setWithToken(false)} />
      </Entrance>
    )
  return (
    <Entrance>
      <h1 className="sr-only">{say('setUp.title')}</h1>
      <Card title={say('setUp.title')} note={say('setUp.note')}>
        <EntranceForm
          busy={busy}
          problem={problem}
          button={say('setUp.create')}
          onSubmit={() => void submit()}
        >
          <TextField
            label={say('setUp.code')}
            help={say('setUp.codeHelp')}
            autoComplete="off"
            required
            {...register('code')}
          />
          <TextField label={say('setUp.name')} autoComplete="name" required {...register('name')} />
          <TextField
            label={say('signIn.email')}
            type="email"
            autoComplete="username"
            required
            {...register('email')}
          />
          <TextField
            label={say('signIn.password')}
            help={say('setUp.passwordHelp')}
            type="password"
            autoComplete="new-password"
            minLength={12}
            required
            {...register('password')}
          />
        </EntranceForm>
      </Card>
      <Button look="quiet" onClick={() => setWithToken(true)}>
        {say('signIn.useToken')}
      </Button>
    </Entrance>
  )
}
