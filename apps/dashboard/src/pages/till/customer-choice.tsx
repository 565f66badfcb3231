import { useDeferredValue, useState } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { personName, propertyText } from '../customers/person-text.ts'
import { useSettled } from '../customers/use-settled.ts'

const shownPersons = 5

/** Finds a real customer, whose card is then shown in the place of the sample. */
export function CustomerChoice({ onChoose }: { readonly onChoose: (id: string) => void }) {
  const { say } = useWords()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(useSettled(search.trim()))
  const persons = useAnswer(
    'GET /api/customers',
    { query: { search: wanted, limit: shownPersons } },
    { enabled: wanted !== '' },
  )
  const found = wanted === '' ? [] : (persons.data?.persons ?? [])
  return (
    <search className="grid gap-2">
      <TextField
        type="search"
        label={say('till.findCustomer')}
        placeholder={say('customers.searchPlaceholder')}
        autoComplete="off"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        // The form around it saves the fields.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      <div role="status" className="text-sm text-soft">
        {wanted !== '' &&
          persons.data !== undefined &&
          found.length === 0 &&
          say('customers.notFound')}
      </div>
      {found.length > 0 && (
        <ul className="grid gap-1">
          {found.map((person) => (
            <li key={person.id} className="flex flex-wrap items-center justify-between gap-2">
              <span className="min-w-0 text-sm [overflow-wrap:anywhere]">
                {personName(person, say('customers.nameless'))}
                <span className="block text-xs text-faint">
                  {propertyText(person, 'email') ?? propertyText(person, 'phone')}
                </span>
              </span>
              <Button onClick={() => onChoose(person.id)}>
                {say('till.showCard')}
                <span className="sr-only">{personName(person, say('customers.nameless'))}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </search>
  )
}
