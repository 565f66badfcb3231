import { faultsBelow } from '../../schema-form/form-fault.ts'
import { groupIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import {
  FieldRow,
  GroupSelect,
  GroupSwitch,
  GroupText,
  GroupTextArea,
} from '../entry-form/group-fields.tsx'
import { LinesField } from '../entry-form/lines-field.tsx'
import { PairsField } from '../entry-form/pairs-field.tsx'
import { actionsFor, type AutomationParts } from './automation-parts.ts'
import { tagsOf, writtenTags, type Deed } from './step-deed.ts'
import type { FormFault } from '../../schema-form/form-fault.ts'

interface DeedProps {
  readonly deed: Deed
  readonly value: unknown
  readonly faults: readonly FormFault[]
  readonly parts: AutomationParts
  readonly onChange: (value: unknown) => void
}

/** What a step does, with what it needs for that. */
export function DeedFields(props: DeedProps) {
  const { deed, value, faults, onChange } = props
  const { say } = useWords()
  const group = groupIn(value)
  const fields = { group, faults, onChange }
  switch (deed) {
    case 'mail':
      return <MailFields {...props} group={group} />
    case 'tag': {
      const tags = tagsOf(value)
      const write = (changed: FormGroup) => onChange(writtenTags(changed))
      return (
        <FieldRow>
          <LinesField
            {...{ group: tags, faults, onChange: write }}
            name="add"
            label={say('automation.tagsAdd')}
          />
          <LinesField
            {...{ group: tags, faults, onChange: write }}
            name="remove"
            label={say('automation.tagsRemove')}
          />
        </FieldRow>
      )
    }
    case 'set':
      return (
        <PairsField
          label={say('automation.set')}
          help={say('automation.valueHelp')}
          nameLabel={say('automation.property')}
          valueLabel={say('builder.value')}
          value={value}
          faults={faults}
          onChange={(changed) => onChange(changed ?? {})}
        />
      )
    case 'slack':
      return (
        <>
          <ThroughField {...props} group={group} isOptional />
          <GroupTextArea
            {...fields}
            name="text"
            label={say('automation.text')}
            help={say('automation.templateHelp')}
            rows={4}
          />
        </>
      )
    case 'webhook':
      return (
        <>
          <ThroughField {...props} group={group} />
          <PairsOf {...props} group={group} name="body" label={say('automation.body')} />
          <GroupText
            {...fields}
            name="key"
            label={say('automation.key')}
            help={say('automation.keyHelp')}
            placeholder="{{ run }}"
          />
        </>
      )
    case 'act':
    default:
      return (
        <>
          <ThroughField {...props} group={group} />
          <PairsOf {...props} group={group} name="input" label={say('automation.input')} />
          <GroupSwitch
            {...fields}
            name="toCustomer"
            label={say('automation.toCustomer')}
            help={say('automation.toCustomerHelp')}
          />
        </>
      )
  }
}

type OfGroup = DeedProps & { readonly group: FormGroup }

function MailFields(props: OfGroup) {
  const { group, faults, onChange } = props
  const { say } = useWords()
  const fields = { group, faults, onChange }
  const isOwn = Array.isArray(group['to'])
  return (
    <>
      <FieldRow>
        <SelectField
          label={say('automation.to')}
          value={isOwn ? 'own' : 'customer'}
          onChange={({ target }) =>
            onChange(
              // An empty list is left out of a group, and would be no list any more.
              target.value === 'own' ? { ...group, to: [''] } : withField(group, 'to', undefined),
            )
          }
        >
          <option value="customer">{say('automation.toPerson')}</option>
          <option value="own">{say('automation.toOwn')}</option>
        </SelectField>
        <ThroughField {...props} isOptional />
      </FieldRow>
      {isOwn && (
        <LinesField
          {...fields}
          onChange={(changed) => onChange('to' in changed ? changed : { ...changed, to: [''] })}
          name="to"
          label={say('automation.addresses')}
        />
      )}
      <GroupText
        {...fields}
        name="subject"
        label={say('automation.subject')}
        help={say('automation.templateHelp')}
      />
      <GroupTextArea {...fields} name="text" label={say('automation.text')} rows={8} />
      <details {...('html' in group || 'replyTo' in group ? { open: true } : {})}>
        <summary className="min-h-8 text-sm font-medium text-soft hover:text-text">
          {say('automation.mailMore')}
        </summary>
        <div className="grid gap-4 pt-2">
          <GroupTextArea {...fields} name="html" label={say('automation.html')} rows={8} isCode />
          <GroupText {...fields} name="replyTo" type="email" label={say('automation.replyTo')} />
        </div>
      </details>
    </>
  )
}

/** Through which connection and action; where it may be left open, the usual one of the organisation. */
function ThroughField({
  deed,
  group,
  faults,
  parts,
  onChange,
  isOptional = false,
}: OfGroup & { readonly isOptional?: boolean }) {
  const { say } = useWords()
  const options = actionsFor(parts, deed).map((value) => ({ value, label: value }))
  const first = { value: '', label: say(isOptional ? 'automation.usualWay' : 'form.choose') }
  return (
    <GroupSelect
      {...{ group, faults, onChange }}
      name="through"
      label={say('automation.through')}
      {...(options.length === 0 && { help: say('automation.noWay') })}
      options={[first, ...options]}
    />
  )
}

function PairsOf({
  group,
  name,
  label,
  faults,
  onChange,
}: OfGroup & { readonly name: string; readonly label: string }) {
  const { say } = useWords()
  return (
    <PairsField
      label={label}
      help={say('automation.valueHelp')}
      nameLabel={say('automation.field')}
      valueLabel={say('builder.value')}
      value={group[name]}
      faults={faultsBelow(faults, name)}
      onChange={(changed) => onChange(withField(group, name, changed))}
    />
  )
}
