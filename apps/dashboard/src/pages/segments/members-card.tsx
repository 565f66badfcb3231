import { useMemo, useState } from 'react'
import type { SegmentMember, SegmentShown } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { personName, propertyText } from '../customers/person-text.ts'

const pageSize = 50

/** Who or what is in a segment, a page at a time. */
export function MembersCard({ segment: { id, resource } }: { readonly segment: SegmentShown }) {
  const { say } = useWords()
  const [after, setAfter] = useState<string>()
  const answer = useAnswer('GET /api/segments/:id/members', {
    params: { id },
    query: { after, limit: pageSize },
  })
  const next = answer.data?.next ?? undefined
  return (
    <Card flush title={say('segments.members')}>
      <Answered query={answer}>
        {({ members }) =>
          members.length === 0 ? (
            <p className="px-4 pb-5 text-sm text-soft sm:px-5">{say('segments.nobody')}</p>
          ) : (
            <MembersTable members={members} isOfCustomers={resource === 'customer'} />
          )
        }
      </Answered>
      <Pager
        onFirst={after === undefined ? undefined : () => setAfter(undefined)}
        onNext={next === undefined ? undefined : () => setAfter(next)}
        busy={answer.isPlaceholderData}
      />
    </Card>
  )
}

function MembersTable({
  members,
  isOfCustomers,
}: {
  readonly members: readonly SegmentMember[]
  readonly isOfCustomers: boolean
}) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<SegmentMember>[]>(() => {
    const nameless = say('customers.nameless')
    const entered: Column<SegmentMember> = {
      id: 'entered',
      header: say('segments.entered'),
      align: 'right',
      wide: true,
      cell: ({ enteredAt }) => (enteredAt === undefined ? '–' : formats.day(enteredAt)),
    }
    if (!isOfCustomers)
      return [
        {
          id: 'member',
          header: say('segments.number'),
          cell: ({ member }) => <code className="font-mono text-xs break-all">{member}</code>,
        },
        entered,
      ]
    return [
      {
        id: 'name',
        header: say('customers.name'),
        sortBy: ({ person }) => (person === undefined ? '' : personName(person, '')),
        cell: ({ member, person }) => (
          <PageLink to={`/customers/${encodeURIComponent(member)}`}>
            {person === undefined ? nameless : personName(person, nameless)}
          </PageLink>
        ),
      },
      {
        id: 'email',
        header: say('customers.email'),
        sortBy: ({ person }) => emailOf(person) ?? '',
        cell: ({ person }) => (
          <span className="[overflow-wrap:anywhere]">{emailOf(person) ?? '–'}</span>
        ),
      },
      entered,
    ]
  }, [say, formats, isOfCustomers])
  return (
    <Table
      label={say('segments.members')}
      columns={columns}
      rows={members}
      keyOf={({ member }) => member}
    />
  )
}

function emailOf(person: SegmentMember['person']): string | undefined {
  return person === undefined ? undefined : propertyText(person, 'email')
}
