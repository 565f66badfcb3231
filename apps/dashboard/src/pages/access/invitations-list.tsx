import type { Invitation } from '../../api/answers.ts'
import { useDeed } from '../../api/use-deed.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'

/** Who was invited and has not come yet. */
export function InvitationsList({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const { say } = useWords()
  if (invitations.length === 0) return null
  return (
    <div className="border-t border-line px-4 py-4 text-sm sm:px-5">
      <h3 className="pb-2 font-medium">{say('people.invited')}</h3>
      <ul className="grid gap-2">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </div>
  )
}

function InvitationRow({
  invitation: { id, email, role, expiresAt },
}: {
  readonly invitation: Invitation
}) {
  const { say, knows, formats } = useWords()
  const takeBack = useDeed('DELETE /api/people/invitations/:id', {
    done: say('people.takenBack', { email }),
  })
  const key = `role.${role}`
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="[overflow-wrap:anywhere]">{email}</span>
      <Badge>{knows(key) ? say(key) : role}</Badge>
      <span className="text-faint">{say('people.until', { when: formats.day(expiresAt) })}</span>
      <Button
        look="quiet"
        className="ml-auto"
        busy={takeBack.isPending}
        onClick={() => takeBack.mutate({ params: { id } })}
      >
        {say('people.takeBack')}
        <span className="sr-only">{email}</span>
      </Button>
    </li>
  )
}
