import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { problemOf } from '../../api/api-error.ts'
import type { AnswerOf } from '../../api/routes.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'
import { useWords } from '../../words/words-context.tsx'
import { roles, type Role } from './roles.ts'

type Invited = AnswerOf<'POST /api/people/invitations'>

/** Invites somebody; where nothing mails the link, it is shown this once to be passed on. */
export function InviteDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const { say } = useWords()
  const [invited, setInvited] = useState<Invited>()
  const close = () => {
    setInvited(undefined)
    onClose()
  }
  return (
    <Dialog title={say('people.invite')} isOpen={isOpen} onClose={close}>
      {invited === undefined ? (
        <InviteForm onInvited={setInvited} />
      ) : invited.link === null ? (
        <>
          <p className="text-soft">{say('people.mailed', { email: invited.invitation.email })}</p>
          <Button look="primary" onClick={close}>
            {say('action.done')}
          </Button>
        </>
      ) : (
        <ShownOnce
          why={say('people.linkHelp')}
          label={say('people.link', { email: invited.invitation.email })}
          text={invited.link}
          onDone={close}
        />
      )}
    </Dialog>
  )
}

function InviteForm({ onInvited }: { readonly onInvited: (invited: Invited) => void }) {
  const { say } = useWords()
  const { register, handleSubmit } = useForm<{ email: string; role: Role }>({
    defaultValues: { email: '', role: 'viewer' },
  })
  const invite = useDeed('POST /api/people/invitations', { onDone: onInvited })
  const submit = handleSubmit((body) => invite.mutate({ body }))
  return (
    <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <TextField
        label={say('signIn.email')}
        type="email"
        autoComplete="off"
        required
        problem={invite.isError ? problemOf(invite.error).detail : undefined}
        {...register('email')}
      />
      <SelectField label={say('people.role')} {...register('role')}>
        {roles.map((each) => (
          <option key={each} value={each}>
            {say(`role.${each}`)}
          </option>
        ))}
      </SelectField>
      <Button look="primary" type="submit" busy={invite.isPending}>
        {say('people.send')}
      </Button>
    </form>
  )
}
