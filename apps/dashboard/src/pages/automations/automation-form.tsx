import type { FormFault } from '../../schema-form/form-fault.ts'
import { Card } from '../../ui/card.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { EntryName } from '../entries/entry.ts'
import { EntryForm, type EntryFormParts } from '../entry-form/entry-form.tsx'
import { GroupSwitch } from '../entry-form/group-fields.tsx'
import type { KeptEntry } from '../entry-form/kept-entry.ts'
import { fieldsRead, type AutomationParts } from './automation-parts.ts'
import { ConditionField } from './condition-field.tsx'
import { PreviewCard } from './preview-card.tsx'
import { SegmentsField } from './segments-field.tsx'
import { SendingFields } from './sending-fields.tsx'
import { StepsField } from './steps-field.tsx'
import { triggerOf } from './trigger.ts'
import { TriggerFields } from './trigger-fields.tsx'
import { wholeAutomation, writtenAutomation } from './written-recipe.ts'

/** An automation as a form: what it answers, for whom, what is done, and how often. */
export function AutomationForm({
  kept,
  name,
  parts,
  onSaved,
}: {
  readonly kept: KeptEntry
  readonly name: EntryName | undefined
  readonly parts: AutomationParts
  readonly onSaved: (name: EntryName) => void
}) {
  const { say } = useWords()
  const { recipes } = parts
  const nameOf = (path: FormFault['path']) => {
    const [part, place, ...rest] = path
    return part === 'steps' && typeof place === 'number'
      ? [say('automation.step', { number: place + 1 }), ...rest].join(' · ')
      : path.join('.')
  }
  return (
    <EntryForm
      kept={{ ...kept, value: wholeAutomation(kept.value, recipes) }}
      name={name}
      title={name?.id ?? ''}
      written={(value) => writtenAutomation(value, recipes)}
      nameOf={nameOf}
      onSaved={onSaved}
    >
      {(form) => <Cards {...form} parts={parts} id={name?.id ?? 'new'} />}
    </EntryForm>
  )
}

function Cards({
  id,
  ...form
}: EntryFormParts & { readonly parts: AutomationParts; readonly id: string }) {
  const { say } = useWords()
  const { value, faults, edit, parts } = form
  const fields = fieldsRead(parts, triggerOf(value['on']).event)
  const group = { group: value, faults, onChange: edit }
  return (
    <>
      <Card title={say('automation.whenTitle')}>
        <div className="grid gap-4">
          <TriggerFields {...form} />
          <GroupSwitch
            {...group}
            name="paused"
            label={say('automation.off')}
            help={say('automation.offHelp')}
          />
        </div>
      </Card>
      <Card title={say('automation.onlyTitle')} note={say('automation.onlyNote')}>
        <div className="grid max-w-4xl gap-5">
          <ConditionField {...group} name="when" label={say('automation.when')} fields={fields} />
          <div className="grid gap-4 sm:grid-cols-2">
            <SegmentsField {...group} name="in" label={say('automation.in')} />
            <SegmentsField {...group} name="notIn" label={say('automation.notIn')} />
          </div>
        </div>
      </Card>
      <Card title={say('automation.doneTitle')} note={say('automation.doneNote')}>
        <div className="max-w-4xl">
          <StepsField {...form} fields={fields} />
        </div>
      </Card>
      <Card title={say('automation.endTitle')} note={say('automation.endNote')}>
        <div className="max-w-4xl">
          <ConditionField {...group} name="still" label={say('automation.still')} fields={fields} />
        </div>
      </Card>
      <Card
        title={say('automation.sendingTitle')}
        note={
          <PageLink to="/automations/rules.of-messages">{say('contacting.leadsHere')}</PageLink>
        }
      >
        <SendingFields {...form} />
      </Card>
      <PreviewCard id={id} value={writtenAutomation(value, parts.recipes)} />
    </>
  )
}
