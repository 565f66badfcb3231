import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { problemOf } from '../../api/api-error.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Makes an organisation, and shows the secret of its first token this once. */
export function NewOrganisationDialog({
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
    <Dialog title={say('organisations.new')} isOpen={isOpen} onClose={close}>
      {secret === undefined ? (
        <NewOrganisationForm
          onMade={(made) => {
            if (made === undefined) close()
            else setSecret(made)
          }}
        />
      ) : (
        <ShownOnce
          why={say('organisations.once')}
          label={say('tokens.secret')}
          text={secret}
          onDone={close}
        />
      )}
    </Dialog>
  )
}

function NewOrganisationForm({
  onMade,
}: {
  readonly onMade: (secret: string | undefined) => void
}) {
  const { say } = useWords()
  const { register, handleSubmit } = useForm({ defaultValues: { id: '', name: '' } })
  const make = useDeed('POST /api/organisations', {
    onDone: ({ secret }) => onMade(secret),
    shownStatuses: [409, 422],
  })
  const submit = handleSubmit(({ id, name }) =>
    make.mutate({ body: { id, ...(name !== '' && { name }) } }),
  )
  return (
    <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <TextField
        label={say('organisations.id')}
        help={say('organisations.idHelp')}
        pattern="[A-Za-z0-9][A-Za-z0-9_\-]*"
        maxLength={63}
        required
        problem={make.isError ? problemOf(make.error).detail : undefined}
        {...register('id')}
      />
      <TextField label={say('organisations.name')} maxLength={200} {...register('name')} />
      <Button look="primary" type="submit" busy={make.isPending}>
        {say('organisations.create')}
      </Button>
    </form>
  )
}
