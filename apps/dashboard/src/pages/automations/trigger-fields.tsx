import { faultsBelow, problemAt } from '../../schema-form/form-fault.ts'
import { withField, type FormGroup } from '../../schema-form/form-value.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { EntryFormParts } from '../entry-form/entry-form.tsx'
import { FieldRow, GroupSelect, GroupText, textOf } from '../entry-form/group-fields.tsx'
import { LinesField } from '../entry-form/lines-field.tsx'
import type { AutomationParts } from './automation-parts.ts'
import { triggerOf, writtenTrigger } from './trigger.ts'
import { useSegmentOptions } from './use-segment-options.ts'

/** What an automation answers: something that is known by name, or an event of any type. */
export function TriggerFields({
  value,
  faults,
  edit,
  parts: { triggers },
}: EntryFormParts & { readonly parts: AutomationParts }) {
  const { say, knows } = useWords()
  const { event, ...others } = triggerOf(value['on'])
  const known = triggers.map(({ id }) => id)
  const isKnown = known.includes(event)
  const below = faultsBelow(faults, 'on')
  const write = (trigger: FormGroup) => edit(withField(value, 'on', writtenTrigger(trigger)))
  // Settings of another kind of happening mean nothing.
  const choose = (chosen: string) => write({ event: chosen === own ? 'my.event' : chosen })
  const nameOf = (id: string) => {
    const key = `trigger.${id}`
    return knows(key) ? say(key) : id
  }
  return (
    <div className="grid max-w-2xl gap-4">
      <SelectField
        label={say('automation.on')}
        value={isKnown ? event : event === '' ? '' : own}
        problem={problemAt(
          below.filter(({ path }) => path.length === 0),
          [],
        )}
        onChange={({ target }) => choose(target.value)}
      >
        {event === '' && <option value="">{say('form.choose')}</option>}
        {known.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
        <option value={own}>{say('automation.ownEvent')}</option>
      </SelectField>
      {!isKnown && event !== '' && (
        <TextField
          label={say('automation.eventType')}
          help={say('automation.eventTypeHelp')}
          autoComplete="off"
          value={event}
          onChange={({ target }) => write({ ...others, event: target.value })}
        />
      )}
      <OwnSettings group={{ event, ...others }} faults={below} onChange={write} />
    </div>
  )
}

/** No event is called so: it has no dot. */
const own = 'own'

function OwnSettings(props: {
  readonly group: FormGroup
  readonly faults: EntryFormParts['faults']
  readonly onChange: (trigger: FormGroup) => void
}) {
  const { say } = useWords()
  const segments = useSegmentOptions()
  const { group, onChange } = props
  switch (group['event']) {
    case 'segment.entered':
    case 'segment.left':
      return (
        <GroupSelect
          {...props}
          name="segment"
          label={say('filter.segment')}
          options={[{ value: '', label: say('form.choose') }, ...segments]}
        />
      )
    case 'product.priceDrop': {
      const drop = group['drop']
      return (
        <TextField
          label={say('automation.drop')}
          help={say('automation.dropHelp')}
          problem={problemAt(props.faults, ['drop'])}
          type="number"
          min={0}
          max={100}
          placeholder="0"
          value={typeof drop === 'number' ? String(Math.round(drop * 1e4) / 100) : textOf(drop)}
          onChange={({ target }) =>
            onChange(
              withField(
                group,
                'drop',
                target.value === '' ? undefined : Number(target.value) / 100,
              ),
            )
          }
        />
      )
    }
    case 'birthday':
      return (
        <FieldRow>
          <GroupText
            {...props}
            name="at"
            type="time"
            label={say('automation.at')}
            help={say('automation.atHelp')}
          />
          <GroupText
            {...props}
            name="daysBefore"
            isNumber
            placeholder="0"
            label={say('automation.daysBefore')}
          />
        </FieldRow>
      )
    case 'customer.updated':
      return (
        <LinesField
          {...props}
          name="properties"
          label={say('automation.properties')}
          help={say('automation.propertiesHelp')}
        />
      )
    default:
      return null
  }
}
