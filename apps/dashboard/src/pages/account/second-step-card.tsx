import { useState } from 'react'
import { problemOf } from '../../api/api-error.ts'
import { useDeed } from '../../api/use-deed.ts'
import { enterAsPerson } from '../../session/doors.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { PreparedKey, type Prepared } from './prepared-key.tsx'

/** A code of another device beside the password: turned on, confirmed by the first code, and turned off. */
export function SecondStepCard({ isOn }: { readonly isOn: boolean }) {
  const { say } = useWords()
  const [prepared, setPrepared] = useState<Prepared>()
  const changed = {
    done: say('account.secondChanged'),
    onDone: () => {
      setPrepared(undefined)
      void enterAsPerson()
    },
  }
  const enable = useDeed('POST /api/auth/two-factor/enable', { onDone: setPrepared })
  const verify = useDeed('POST /api/auth/two-factor/verify-totp', changed)
  const disable = useDeed('POST /api/auth/two-factor/disable', changed)
  const turn = isOn ? disable : enable
  return (
    <Card
      title={say('account.second')}
      note={say(isOn ? 'account.secondOn' : 'account.secondOff')}
      actions={isOn && <Badge tone="positive">{say('people.yes')}</Badge>}
    >
      {prepared === undefined ? (
        <OneField
          label={say('signIn.password')}
          type="password"
          button={say(isOn ? 'account.turnOff' : 'account.turnOn')}
          busy={turn.isPending}
          problem={turn.isError ? problemOf(turn.error).detail : undefined}
          onSubmit={(password) => turn.mutate({ body: { password } })}
        />
      ) : (
        <div className="grid gap-4">
          <PreparedKey prepared={prepared} />
          <OneField
            label={say('signIn.code')}
            type="text"
            button={say('account.confirm')}
            busy={verify.isPending}
            problem={verify.isError ? problemOf(verify.error).detail : undefined}
            onSubmit={(code) => verify.mutate({ body: { code } })}
          />
        </div>
      )}
    </Card>
  )
}

function OneField({
  label,
  type,
  button,
  busy,
  problem,
  onSubmit,
}: {
  readonly label: string
  readonly type: 'password' | 'text'
  readonly button: string
  readonly busy: boolean
  readonly problem: string | undefined
  readonly onSubmit: (value: string) => void
}) {
  const [value, setValue] = useState('')
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(value.trim())
      }}
    >
      <TextField
        label={label}
        type={type}
        autoComplete={type === 'password' ? 'current-password' : 'one-time-code'}
        required
        problem={problem}
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
      <div>
        <Button type="submit" busy={busy}>
          {button}
        </Button>
      </div>
    </form>
  )
}
