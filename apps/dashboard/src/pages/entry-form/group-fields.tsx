import type { ReactNode } from 'react'
import type { FormFault } from '../../schema-form/form-fault.ts'
import { problemAt } from '../../schema-form/form-fault.ts'
import { numberIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'

/** One field of a group: what is emptied is left out, and what is wrong with it is said beside it. */
export interface GroupFieldProps {
  readonly group: FormGroup
  readonly name: string
  readonly label: string
  readonly help?: string | undefined
  readonly faults: readonly FormFault[]
  readonly onChange: (group: FormGroup) => void
}

export function GroupText({
  group,
  name,
  label,
  help,
  faults,
  onChange,
  isNumber = false,
  ...rest
}: GroupFieldProps & {
  readonly isNumber?: boolean
  readonly placeholder?: string
  readonly type?: 'text' | 'time' | 'url' | 'email'
}) {
  return (
    <TextField
      {...{ label, help, ...rest }}
      problem={problemAt(faults, [name])}
      autoComplete="off"
      {...(isNumber && { inputMode: 'decimal' as const })}
      value={textOf(group[name])}
      onChange={({ target: { value } }) =>
        onChange(withField(group, name, isNumber ? numberIn(value) : value))
      }
    />
  )
}

export function GroupTextArea({
  group,
  name,
  label,
  help,
  faults,
  onChange,
  rows = 6,
  isCode = false,
}: GroupFieldProps & { readonly rows?: number; readonly isCode?: boolean }) {
  return (
    <TextAreaField
      {...{ label, help, rows, isCode }}
      problem={problemAt(faults, [name])}
      value={textOf(group[name])}
      onChange={({ target }) => onChange(withField(group, name, target.value))}
    />
  )
}

export interface GroupOption {
  /** Empty: nothing is written, so that the default holds. */
  readonly value: string
  readonly label: string
}

/** One of several texts; one that is not among them is offered as it was written. */
export function GroupSelect({
  group,
  name,
  label,
  help,
  faults,
  onChange,
  options,
}: GroupFieldProps & { readonly options: readonly GroupOption[] }) {
  const value = textOf(group[name])
  const isKnown = options.some((option) => option.value === value)
  return (
    <SelectField
      {...{ label, help, value }}
      problem={problemAt(faults, [name])}
      onChange={({ target }) => onChange(withField(group, name, target.value))}
    >
      {[...options, ...(isKnown ? [] : [{ value, label: value }])].map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </SelectField>
  )
}

/** Something that is so or not; what is not so is left out, since that is the default. */
export function GroupSwitch({ group, name, label, help, faults, onChange }: GroupFieldProps) {
  const problem = problemAt(faults, [name])
  return (
    <div className="grid gap-1">
      <label className="flex min-h-8 items-center gap-2 text-sm font-medium">
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-accent-fill"
          checked={group[name] === true}
          onChange={({ target }) =>
            onChange(withField(group, name, target.checked ? true : undefined))
          }
        />
        {label}
      </label>
      {help !== undefined && <p className="text-xs text-faint">{help}</p>}
      {problem !== undefined && <p className="text-xs font-medium text-negative">{problem}</p>}
    </div>
  )
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
