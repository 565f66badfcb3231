import { useState } from 'react'
import { groupIn, withField } from '../../schema-form/form-value.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { FileNotice } from '../entries/file-notice.tsx'
import { RefusalNotice } from '../entries/refusal-notice.tsx'
import type { EntryValue } from '../entries/entry.ts'
import { useSaveEntry } from '../entries/use-save-entry.ts'
import { CardPreview } from './card-preview.tsx'
import { FieldsTable } from './fields-table.tsx'
import type { Till } from './known-tills.tsx'
import {
  chosenFields,
  fieldTrouble,
  tillForms,
  type FieldSet,
  type TillForm,
} from './till-fields.ts'

/** Which fields of customers tills show and ask for, beside the card that comes of it. */
export function FieldsCard({ till: { entry, choices } }: { readonly till: Till }) {
  const { say } = useWords()
  const { session } = useSession()
  const { id, value, version, origin } = entry
  const config = groupIn(groupIn(value)['config'])
  const before = (form: TillForm) => chosenFields(config, form) ?? choices.usual[form]
  const [sets, setSets] = useState<Readonly<Record<TillForm, FieldSet>>>({
    register: before('register'),
    update: before('update'),
  })
  const { save, isSaving, refused, problem } = useSaveEntry({
    done: say('till.fieldsSaved'),
    onSaved: () => undefined,
  })
  const isOurs = origin === 'store'
  const mayChange = isOurs && mayDo(session, 'configuration:write')
  const isChosen = tillForms.some((form) => chosenFields(config, form) !== undefined)
  const submit = () => {
    const changed = withField(config, 'till', {
      ...groupIn(config['till']),
      register: sets.register,
      update: sets.update,
    })
    save({
      name: { section: 'connections', id },
      // The host reads it as what comes from outside.
      value: withField(groupIn(value), 'config', changed) as EntryValue,
      version,
    })
  }
  return (
    <Card title={say('till.fields')} note={say('till.fieldsNote')}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {!isOurs && <FileNotice />}
        {!isChosen && <Notice>{say('till.usual')}</Notice>}
        <RefusalNotice refused={refused} problem={problem} />
        <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(18rem,2fr)]">
          <FieldsTable
            fields={choices.fields}
            sets={sets}
            mayChange={mayChange}
            onChange={(form, set) => setSets({ ...sets, [form]: set })}
          />
          <CardPreview set={sets.update} fields={choices.fields} />
        </div>
        {tillForms.map((form) => {
          const trouble = fieldTrouble(sets[form])
          return (
            trouble !== undefined && (
              <Notice key={form} tone="caution">
                {say(`tillForm.${form}`)}: {say(`till.${trouble}`)}
              </Notice>
            )
          )
        })}
        <p className="text-sm text-soft">{say('till.searchNote')}</p>
        {mayChange && (
          <div>
            <Button
              look="primary"
              type="submit"
              busy={isSaving}
              disabled={tillForms.some((form) => fieldTrouble(sets[form]) === 'unreachable')}
            >
              {say('action.save')}
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
