import { useId } from 'react'
import { ChoiceRow } from '../ui/choice-row.tsx'
import type { FieldInput } from './field-shape.ts'
import { problemAt } from './form-fault.ts'
import type { SchemaFieldProps } from './field-props.ts'

/** Several of some choices. */
export function ChoicesField({
  field: { label, help },
  input: { choices },
  value,
  faults,
  onChange,
}: SchemaFieldProps<Extract<FieldInput, { kind: 'choices' }>>) {
  const id = useId()
  const chosen: readonly unknown[] = Array.isArray(value) ? value : []
  const problem = problemAt(faults, [])
  return (
    <ChoiceRow
      label={label}
      choices={choices}
      nameOf={String}
      isChosen={(choice) => chosen.includes(choice)}
      onChoose={onChange}
      describedBy={id}
    >
      <div id={id} className="text-xs">
        {help !== undefined && <p className="text-faint">{help}</p>}
        {problem !== undefined && <p className="font-medium text-negative">{problem}</p>}
      </div>
    </ChoiceRow>
  )
}
