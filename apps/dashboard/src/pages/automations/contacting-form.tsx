import { faultsBelow } from '../../schema-form/form-fault.ts'
import { groupIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'
import { EntryForm, type EntryFormParts } from '../entry-form/entry-form.tsx'
import { FieldRow, GroupSelect, GroupText } from '../entry-form/group-fields.tsx'
import type { KeptEntry } from '../entry-form/kept-entry.ts'
import { MessageLimitField } from '../entry-form/message-limit-field.tsx'
import { PairsField } from '../entry-form/pairs-field.tsx'
import { actionsFor, type AutomationParts } from './automation-parts.ts'

/** The rules of all messages as a form. */
export function ContactingForm({
  kept,
  parts,
}: {
  readonly kept: KeptEntry
  readonly parts: AutomationParts
}) {
  const { say } = useWords()
  return (
    <EntryForm
      kept={kept}
      name={{ section: 'settings', id: 'contacting' }}
      title={say('contacting.title')}
      onSaved={() => undefined}
    >
      {(form) => <Fields {...form} parts={parts} />}
    </EntryForm>
  )
}

function Fields({
  value,
  faults,
  edit,
  parts,
}: EntryFormParts & { readonly parts: AutomationParts }) {
  const { say } = useWords()
  const group = { group: value, faults, onChange: edit }
  const quiet = {
    group: groupIn(value['quietHours']),
    faults: faultsBelow(faults, 'quietHours'),
    onChange: (changed: FormGroup) => edit(withField(value, 'quietHours', changed)),
  }
  const ways = (deed: string) => [
    { value: '', label: say('contacting.noWay') },
    ...actionsFor(parts, deed).map((way) => ({ value: way, label: way })),
  ]
  return (
    <>
      <Card title={say('contacting.ways')} note={say('contacting.waysNote')}>
        <div className="max-w-3xl">
          <FieldRow>
            <GroupSelect
              {...group}
              name="mail"
              label={say('contacting.mail')}
              options={ways('mail')}
            />
            <GroupSelect {...group} name="slack" label="Slack" options={ways('slack')} />
          </FieldRow>
        </div>
      </Card>
      <Card title={say('contacting.quiet')} note={say('contacting.quietNote')}>
        <div className="max-w-3xl">
          <FieldRow>
            <GroupText {...quiet} name="from" type="time" label={say('filter.from')} />
            <GroupText {...quiet} name="to" type="time" label={say('filter.to')} />
          </FieldRow>
        </div>
      </Card>
      <Card title={say('contacting.limit')}>
        <div className="max-w-3xl">
          <MessageLimitField {...group} help={say('contacting.limitHelp')} />
        </div>
      </Card>
      <Card title={say('contacting.campaign')} note={say('contacting.campaignNote')}>
        <div className="max-w-3xl">
          <PairsField
            isText
            label={say('contacting.parameters')}
            nameLabel={say('contacting.parameter')}
            valueLabel={say('builder.value')}
            value={value['campaign']}
            faults={faultsBelow(faults, 'campaign')}
            onChange={(changed) => edit(withField(value, 'campaign', changed))}
          />
        </div>
      </Card>
    </>
  )
}
