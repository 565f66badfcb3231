import type { FormFault } from '../../schema-form/form-fault.ts'
import type { FormGroup } from '../../schema-form/form-value.ts'
import { useWords } from '../../words/words-context.tsx'
import { GroupSelect } from '../entry-form/group-fields.tsx'
import { actionsFor, type AutomationParts } from './automation-parts.ts'
import type { Deed } from './step-deed.ts'

/** What a step does, while it is written. */
export interface DeedGroup {
  readonly deed: Deed
  readonly group: FormGroup
  readonly faults: readonly FormFault[]
  readonly parts: AutomationParts
  readonly onChange: (value: unknown) => void
}

/** Through which connection and action; where it may be left open, the usual one of the organisation. */
export function ThroughField({
  deed,
  group,
  faults,
  parts,
  onChange,
  isOptional = false,
}: DeedGroup & { readonly isOptional?: boolean }) {
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
