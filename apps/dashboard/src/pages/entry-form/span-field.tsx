import { useId, useState } from 'react'
import { withField } from '../../schema-form/form-value.ts'
import { problemAt } from '../../schema-form/form-fault.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { GroupFieldProps } from './group-fields.tsx'
import { readSpan, spanUnits, writtenSpan, type SpanUnit } from './span.ts'

/** How long: a number, and of what. Left empty, the usual span holds, which stands there in pale. */
export function SpanField({
  group,
  name,
  label,
  help,
  faults,
  onChange,
  usual,
}: GroupFieldProps & { readonly usual: string }) {
  const { say } = useWords()
  const id = useId()
  const usually = readSpan(usual)
  const { number, unit: written } = readSpan(group[name])
  /** Of an empty field, which is not written. */
  const [chosen, setChosen] = useState<SpanUnit>(usually.unit ?? 'm')
  const unit = written ?? chosen
  const write = (typed: string, of: SpanUnit) => {
    setChosen(of)
    onChange(withField(group, name, writtenSpan(typed, of)))
  }
  const problem = problemAt(faults, [name])
  return (
    <fieldset aria-describedby={help === undefined ? undefined : id} className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="grid max-w-xs grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] gap-2">
        <TextField
          hidesLabel
          label={say('span.number', { of: label })}
          inputMode="numeric"
          autoComplete="off"
          placeholder={usually.number}
          value={number}
          onChange={({ target }) => write(target.value, unit)}
        />
        <SelectField
          hidesLabel
          label={say('span.unit', { of: label })}
          value={unit}
          onChange={({ target }) => {
            const found = spanUnits.find((each) => each === target.value)
            if (found !== undefined) write(number, found)
          }}
        >
          {spanUnits.map((each) => (
            <option key={each} value={each}>
              {say(`span.${each}`)}
            </option>
          ))}
        </SelectField>
      </div>
      {help !== undefined && (
        <p id={id} className="text-xs text-faint">
          {help}
        </p>
      )}
      {problem !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
