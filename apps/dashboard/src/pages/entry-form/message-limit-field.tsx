import { faultsBelow, type FormFault } from '../../schema-form/form-fault.ts'
import { groupIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { useWords } from '../../words/words-context.tsx'
import { FieldRow, GroupText } from './group-fields.tsx'
import { SpanField } from './span-field.tsx'

const usualSpan = '7d'

/** At most so many messages to one person in so long; without a number there is no limit. */
export function MessageLimitField({
  group,
  faults,
  help,
  onChange,
}: {
  readonly group: FormGroup
  readonly faults: readonly FormFault[]
  readonly help: string
  readonly onChange: (group: FormGroup) => void
}) {
  const { say } = useWords()
  const limit = groupIn(group['most'])
  const parts = {
    group: limit,
    faults: faultsBelow(faults, 'most'),
    onChange: (changed: FormGroup) =>
      onChange(
        withField(
          group,
          'most',
          'messages' in changed ? { ...changed, in: changed['in'] ?? usualSpan } : undefined,
        ),
      ),
  }
  return (
    <FieldRow>
      <GroupText
        {...parts}
        name="messages"
        isNumber
        label={say('automation.most')}
        help={help}
        placeholder={say('automation.noLimit')}
      />
      {'messages' in limit && (
        <SpanField {...parts} name="in" usual={usualSpan} label={say('automation.mostIn')} />
      )}
    </FieldRow>
  )
}
