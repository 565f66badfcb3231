import { Search, Users } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Person } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { useWords } from '../../words/words-context.tsx'
import { personName, propertyText } from './person-text.ts'
import { useSettled } from './use-settled.ts'

const shownPersons = 50

/** Persons, and a search that forgives mistakes. */
export function CustomersPage() {
  const { say } = useWords()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(useSettled(search.trim()))
  const persons = useAnswer('GET /api/customers', {
    query: { search: wanted === '' ? undefined : wanted, limit: shownPersons },
  })
  return (
    <>
      <PageHead title={say('customers.title')} note={say('customers.note')} />
      <search className="max-w-md">
        <TextField
          type="search"
          label={say('customers.search')}
          placeholder={say('customers.searchPlaceholder')}
          autoComplete="off"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </search>
      {persons.data?.isCurrent === false && <Notice>{say('customers.notCurrent')}</Notice>}
      <Card flush>
        <Answered query={persons}>
          {(answer) =>
            answer.persons.length > 0 ? (
              <>
                <PersonsTable persons={answer.persons} />
                {answer.persons.length === shownPersons && (
                  <p className="border-t border-line px-5 py-3 text-sm text-faint">
                    {say('customers.cut', { count: shownPersons })}
                  </p>
                )}
              </>
            ) : wanted === '' ? (
              <EmptyState icon={<Users aria-hidden size={22} />} title={say('customers.empty')}>
                {say('customers.emptyHelp')}
              </EmptyState>
            ) : (
              <EmptyState icon={<Search aria-hidden size={22} />} title={say('customers.notFound')}>
                {say('customers.notFoundHelp')}
              </EmptyState>
            )
          }
        </Answered>
      </Card>
    </>
  )
}

function PersonsTable({ persons }: { readonly persons: readonly Person[] }) {
  const { say, formats } = useWords()
  const columns = useMemo<readonly Column<Person>[]>(
    () => [
      {
        id: 'name',
        header: say('customers.name'),
        sortBy: (person) => personName(person, ''),
        cell: (person) => (
          <PageLink to={`/customers/${encodeURIComponent(person.id)}`}>
            {personName(person, say('customers.nameless'))}
          </PageLink>
        ),
      },
      {
        id: 'email',
        header: say('customers.email'),
        sortBy: (person) => propertyText(person, 'email') ?? '',
        cell: (person) => (
          <span className="[overflow-wrap:anywhere]">{propertyText(person, 'email') ?? '–'}</span>
        ),
      },
      {
        id: 'phone',
        header: say('customers.phone'),
        wide: true,
        cell: (person) => propertyText(person, 'phone') ?? '–',
      },
      {
        id: 'records',
        header: say('customers.records'),
        align: 'right',
        wide: true,
        sortBy: ({ members }) => members.length,
        cell: ({ members }) => formats.number(members.length),
      },
      {
        id: 'since',
        header: say('customers.since'),
        align: 'right',
        wide: true,
        sortBy: ({ profile }) => profile.since ?? 0,
        cell: ({ profile: { since } }) => (since === undefined ? '–' : formats.day(since)),
      },
    ],
    [say, formats],
  )
  return (
    <Table label={say('customers.title')} columns={columns} rows={persons} keyOf={({ id }) => id} />
  )
}
