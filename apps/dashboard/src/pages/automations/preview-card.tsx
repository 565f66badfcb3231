import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { problemOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import type { AnswerOf } from '../../api/routes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import type { FormGroup } from '../../schema-form/form-value.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { personName, propertyText } from '../customers/person-text.ts'
import { useSettled } from '../customers/use-settled.ts'
import type { EntryValue } from '../entries/entry.ts'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import { refusalOf } from '../entries/use-save-entry.ts'
import { PreviewedSteps } from './previewed-steps.tsx'

const offered = 20

type Preview = AnswerOf<'POST /api/automations/preview'>

/** Tries what is written on one customer, before it is kept: nothing is sent. */
export function PreviewCard({ id, value }: { readonly id: string; readonly value: FormGroup }) {
  const { say } = useWords()
  const { session } = useSession()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState('')
  const mayTry = mayDo(session, 'customers:read')
  const wanted = useDeferredValue(useSettled(search.trim()))
  const persons = useAnswer(
    'GET /api/customers',
    { query: { search: wanted === '' ? undefined : wanted, limit: offered } },
    { enabled: mayTry },
  )
  const found = persons.data?.persons ?? []
  const customer = found.some((person) => person.id === chosen) ? chosen : (found[0]?.id ?? '')
  const trial = useMutation({
    // What is wrong with it is told with its place.
    mutationFn: async () => {
      const written = JSON.parse(JSON.stringify(value)) as EntryValue
      const refused = await refusalOf({ section: 'automations', id }, written)
      if (refused !== undefined) return { refused }
      const body = { id, value: written, customer }
      return { shown: await call('POST /api/automations/preview', { body }) }
    },
  })
  if (!mayTry) return null
  const { refused, shown }: { refused?: Awaited<ReturnType<typeof refusalOf>>; shown?: Preview } =
    trial.data ?? {}
  return (
    <Card title={say('preview.title')} note={say('preview.note')}>
      <div className="grid max-w-4xl gap-4">
        <div className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <TextField
            type="search"
            label={say('preview.search')}
            autoComplete="off"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          <SelectField
            label={say('preview.customer')}
            value={customer}
            onChange={({ target }) => setChosen(target.value)}
          >
            {found.length === 0 && <option value="">{say('customers.notFound')}</option>}
            {found.map((person) => (
              <option key={person.id} value={person.id}>
                {[
                  personName(person, say('customers.nameless')),
                  propertyText(person, 'email') ?? '',
                ]
                  .filter((part, place, all) => part !== '' && all.indexOf(part) === place)
                  .join(', ')}
              </option>
            ))}
          </SelectField>
          <Button
            icon={<Play aria-hidden size={16} />}
            busy={trial.isPending}
            disabled={customer === ''}
            onClick={() => trial.mutate()}
          >
            {say('preview.try')}
          </Button>
        </div>
        <RefusalNotice
          title={say('preview.wrong')}
          refused={refused}
          problem={trial.isError ? problemOf(trial.error) : undefined}
        />
        <div role="status">{shown !== undefined && <PreviewedSteps preview={shown} />}</div>
      </div>
    </Card>
  )
}
