import { useId } from 'react'
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
    <fieldset aria-describedby={id} className="grid gap-1">
      <legend className="text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-5">
        {choices.map((choice) => (
          <label key={choice} className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent-fill"
              checked={chosen.includes(choice)}
              onChange={({ target }) =>
                onChange(
                  choices.filter((each) =>
                    each === choice ? target.checked : chosen.includes(each),
                  ),
                )
              }
            />
            {choice}
          </label>
        ))}
      </div>
      <div id={id} className="text-xs">
        {help !== undefined && <p className="text-faint">{help}</p>}
        {problem !== undefined && <p className="font-medium text-negative">{problem}</p>}
      </div>
    </fieldset>
  )
}
