import { Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Member } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { InvitationsList } from './invitations-list.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberRole } from './member-role.tsx'
import { RemoveMember } from './remove-member.tsx'

/** Who can sign in, and as what; and who is invited. */
export function PeopleCard() {
  const { say } = useWords()
  const people = useAnswer('GET /api/people', {})
  const [isInviting, setInviting] = useState(false)
  return (
    <Card
      flush
      title={say('people.title')}
      note={say('people.note')}
      actions={
        <Button look="primary" onClick={() => setInviting(true)}>
          {say('people.invite')}
        </Button>
      }
    >
      <Answered query={people}>
        {({ members, invitations }) => (
          <>
            {members.length === 0 ? (
              <EmptyState icon={<Users aria-hidden size={22} />} title={say('people.empty')}>
                {say('people.emptyHelp')}
              </EmptyState>
            ) : (
              <MembersTable members={members} />
            )}
            <InvitationsList invitations={invitations} />
          </>
        )}
      </Answered>
      <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />
    </Card>
  )
}

function MembersTable({ members }: { readonly members: readonly Member[] }) {
  const { say } = useWords()
  const columns = useMemo<readonly Column<Member>[]>(
    () => [
      {
        id: 'name',
        header: say('people.name'),
        sortBy: ({ name }) => name,
        cell: ({ name, email }) => (
          <>
            <span className="font-medium">{name}</span>
            <p className="text-faint [overflow-wrap:anywhere]">{email}</p>
          </>
        ),
      },
      {
        id: 'role',
        header: say('people.role'),
        cell: (member) => <MemberRole key={member.role} member={member} />,
      },
      {
        id: 'twoFactor',
        header: say('people.twoFactor'),
        wide: true,
        cell: ({ twoFactor }) => say(twoFactor ? 'people.yes' : 'people.no'),
      },
      {
        id: 'remove',
        header: say('people.remove'),
        align: 'right',
        cell: (member) => <RemoveMember member={member} />,
      },
    ],
    [say],
  )
  return (
    <Table label={say('people.title')} columns={columns} rows={members} keyOf={({ id }) => id} />
  )
}
