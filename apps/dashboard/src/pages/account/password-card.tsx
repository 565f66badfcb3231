import { useForm } from 'react-hook-form'
import { problemOf } from '../../api/api-error.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'

export function PasswordCard() {
  const { say } = useWords()
  const { register, handleSubmit, reset } = useForm({
    defaultValues: { currentPassword: '', newPassword: '' },
  })
  const change = useDeed('POST /api/auth/change-password', {
    done: say('account.passwordChanged'),
    onDone: () => reset(),
  })
  const submit = handleSubmit((body) => change.mutate({ body }))
  return (
    <Card title={say('account.password')}>
      <form className="grid gap-3" onSubmit={(event) => void submit(event)}>
        <TextField
          label={say('account.currentPassword')}
          type="password"
          autoComplete="current-password"
          required
          problem={change.isError ? problemOf(change.error).detail : undefined}
          {...register('currentPassword')}
        />
        <TextField
          label={say('account.newPassword')}
          help={say('setUp.passwordHelp')}
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
          {...register('newPassword')}
        />
        <div>
          <Button type="submit" busy={change.isPending}>
            {say('account.changePassword')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
