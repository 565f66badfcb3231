import type { PersonExplained } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { addressText, personName, propertyText } from './person-text.ts'
import { TimelineCard } from './timeline-card.tsx'

/** One person: who they are, which records are theirs and why, and what they did. */
export function CustomerPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const person = useAnswer('GET /api/customers/:id', { params: { id } })
  return (
    <>
      <PageHead
        title={
          person.data === undefined
            ? say('customers.one')
            : personName(person.data.person, say('customers.nameless'))
        }
        above={<PageLink to="/customers">{say('customers.title')}</PageLink>}
      />
      <Answered query={person}>
        {(found) => (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
            <div className="grid gap-4">
              <ProfileCard person={found.person} />
              <TimelineCard id={id} />
            </div>
            <RecordsCard explained={found} />
          </div>
        )}
      </Answered>
    </>
  )
}

function ProfileCard({ person }: { readonly person: PersonExplained['person'] }) {
  const { say, formats } = useWords()
  const { consents, since } = person.profile
  const facts = [
    { name: say('customers.email'), value: propertyText(person, 'email') ?? '–' },
    { name: say('customers.phone'), value: propertyText(person, 'phone') ?? '–' },
    { name: say('customers.language'), value: propertyText(person, 'language') ?? '–' },
    { name: say('customers.since'), value: since === undefined ? '–' : formats.day(since) },
    { name: say('customers.address'), value: addressText(person) ?? '–' },
  ]
  return (
    <Card title={say('customers.profile')}>
      <Facts facts={facts} />
      <div className="pt-4 text-sm">
        <p className="pb-1 text-faint">{say('customers.consents')}</p>
        {consents.length === 0 ? (
          <p>{say('customers.noConsents')}</p>
        ) : (
          <div className="flex flex-wrap gap-2">
            {consents.map(({ channel, purpose, present: { state } }) => (
              <Badge
                key={`${channel} ${purpose}`}
                tone={state === 'granted' ? 'positive' : 'neutral'}
              >
                {[channel, purpose, state].join(' · ')}
              </Badge>
            ))}
          </div>
        )}
      </div>
    </Card>
  )
}

function RecordsCard({ explained }: { readonly explained: PersonExplained }) {
  const { say } = useWords()
  const { members } = explained.person
  // Whoever sees a person as a node does is not told what other nodes know.
  const joins = 'joins' in explained ? explained.joins : []
  const reasons = new Map(
    joins.map(({ member, path }) => [member, [...new Set(path.map(({ by }) => by))].join(', ')]),
  )
  return (
    <Card title={say('customers.records')} note={say('customers.recordsNote')}>
      <ul className="grid gap-2 text-sm">
        {members.map((member) => (
          <li key={member} className="grid gap-0.5 border-l-2 border-line pl-3">
            <code className="font-mono text-xs break-all">{member}</code>
            {reasons.has(member) && (
              <span className="text-faint">
                {say('customers.joinedBy', { by: reasons.get(member) ?? '' })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
