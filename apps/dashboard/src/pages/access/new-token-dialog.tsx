import { useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { problemOf } from '../../api/api-error.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'
import { useWords } from '../../words/words-context.tsx'
import { permissions, type Permission } from './permissions.ts'

/** Makes a token, and shows its secret this once. */
export function NewTokenDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const { say } = useWords()
  const [secret, setSecret] = useState<string>()
  const close = () => {
    setSecret(undefined)
    onClose()
  }
  return (
    <Dialog title={say('tokens.new')} isOpen={isOpen} onClose={close}>
      {secret === undefined ? (
        <NewTokenForm onMade={setSecret} />
      ) : (
        <ShownOnce
          why={say('tokens.once')}
          label={say('tokens.secret')}
          text={secret}
          onDone={close}
        />
      )}
    </Dialog>
  )
}

function NewTokenForm({ onMade }: { readonly onMade: (secret: string) => void }) {
  const { say } = useWords()
  const groupId = useId()
  const { register, handleSubmit, watch } = useForm<{ name: string; permissions: Permission[] }>({
    defaultValues: { name: '', permissions: [] },
  })
  const issue = useDeed('POST /api/tokens', { onDone: ({ secret }) => onMade(secret) })
  const submit = handleSubmit((body) => issue.mutate({ body }))
  const problem = issue.isError ? problemOf(issue.error).detail : undefined
  return (
    <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <TextField
        label={say('tokens.name')}
        help={say('tokens.nameHelp')}
        pattern="[A-Za-z0-9][A-Za-z0-9_\-]*"
        maxLength={63}
        required
        problem={problem}
        {...register('name')}
      />
      <fieldset aria-describedby={groupId} className="grid gap-1">
        <legend className="text-sm font-medium">{say('tokens.permissions')}</legend>
        <p id={groupId} className="pb-1 text-xs text-faint">
          {say('tokens.permissionsHelp')}
        </p>
        <div className="grid sm:grid-cols-2">
          {permissions.map((permission) => (
            <label key={permission} className="flex min-h-8 items-center gap-2 text-sm">
              <input
                type="checkbox"
                value={permission}
                className="size-4 accent-accent-fill"
                {...register('permissions')}
              />
              <code className="font-mono text-xs">{permission}</code>
            </label>
          ))}
        </div>
      </fieldset>
      <Button
        look="primary"
        type="submit"
        busy={issue.isPending}
        disabled={watch('permissions').length === 0}
      >
        {say('tokens.create')}
      </Button>
    </form>
  )
}
