import { faultsBelow, type FormFault } from '../../schema-form/form-fault.ts'
import { groupIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { useWords } from '../../words/words-context.tsx'
import { FieldRow, GroupSwitch, GroupText, GroupTextArea } from '../entry-form/group-fields.tsx'
import { LinesField } from '../entry-form/lines-field.tsx'
import { PairsField } from '../entry-form/pairs-field.tsx'
import type { AutomationParts } from './automation-parts.ts'
import { MailFields } from './mail-fields.tsx'
import { tagsOf, writtenTags, type Deed } from './step-deed.ts'
import { ThroughField, type DeedGroup } from './through-field.tsx'

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

function PairsOf({
  group,
  name,
  label,
  faults,
  onChange,
}: DeedGroup & { readonly name: string; readonly label: string }) {
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
