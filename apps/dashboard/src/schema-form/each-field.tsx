import { SelectField, TextAreaField, TextField } from '../ui/field.tsx'
import { useWords } from '../words/words-context.tsx'
import { ChoicesField } from './choices-field.tsx'
import type { SchemaFieldProps } from './field-props.ts'
import type { FieldInput, FieldShape } from './field-shape.ts'
import { faultsBelow, problemAt, type FormFault } from './form-fault.ts'
import { groupIn, isShown, linesIn, numberIn, withField, type FormGroup } from './form-value.ts'
import { GroupFrame } from './group-frame.tsx'
import { SecretField } from './secret-field.tsx'
import { WrittenField } from './written-field.tsx'

export interface FieldsProps {
  readonly fields: readonly FieldShape[]
  readonly value: FormGroup
  readonly faults: readonly FormFault[]
  readonly onChange: (value: FormGroup) => void
}

/** All fields of a group, one below the other. */
export function EachField({ fields, value, faults, onChange }: FieldsProps) {
  return fields
    .filter((field) => isShown(field, value))
    .map((field) => (
      <SchemaField
        key={field.name}
        field={field}
        value={value[field.name]}
        faults={faultsBelow(faults, field.name)}
        onChange={(changed) => onChange(withField(value, field.name, changed))}
      />
    ))
}

/** One field, as what it holds is written best. What is written is checked by the host alone. */
function SchemaField(props: Omit<SchemaFieldProps, 'input'>) {
  const { field, value, faults, onChange } = props
  const { input } = field
  const { say } = useWords()
  const common = {
    label: field.label,
    help: field.help,
    problem: problemAt(faults, []),
    'aria-required': field.isRequired || undefined,
  }
  if (field.isSecret) return <SecretField {...props} />
  switch (input.kind) {
    case 'text':
      return (
        <TextField
          {...common}
          type={input.type}
          autoComplete="off"
          placeholder={field.example}
          value={textOf(value)}
          onChange={({ target }) => onChange(target.value)}
        />
      )
    case 'number':
      return (
        <TextField
          {...common}
          inputMode="decimal"
          autoComplete="off"
          placeholder={field.example}
          value={textOf(value)}
          onChange={({ target }) => onChange(numberIn(target.value))}
        />
      )
    case 'switch':
      return (
        <SelectField
          {...common}
          value={textOf(value)}
          onChange={({ target }) =>
            onChange(target.value === '' ? undefined : target.value === 'true')
          }
        >
          <option value="">{say('form.default')}</option>
          <option value="true">{say('form.yes')}</option>
          <option value="false">{say('form.no')}</option>
        </SelectField>
      )
    case 'choice':
      return (
        <SelectField
          {...common}
          value={textOf(value)}
          onChange={({ target }) =>
            onChange(input.choices.find((choice) => String(choice) === target.value))
          }
        >
          <option value="">{say(field.isRequired ? 'form.choose' : 'form.default')}</option>
          {input.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </SelectField>
      )
    case 'texts':
      return (
        <TextAreaField
          {...common}
          help={[field.help, say('form.lines')].filter(Boolean).join(' ')}
          rows={3}
          defaultValue={Array.isArray(value) ? value.join('\n') : textOf(value)}
          onChange={({ target }) => onChange(linesIn(target.value))}
        />
      )
    case 'choices':
      return <ChoicesField {...props} input={input} />
    case 'group':
      return <GroupField {...props} input={input} />
    case 'variants':
      return <VariantsField {...props} input={input} />
    case 'written':
    default:
      return <WrittenField {...props} />
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** Fields that belong together. */
function GroupField({
  field,
  input: { fields },
  value,
  faults,
  onChange,
}: SchemaFieldProps<Extract<FieldInput, { kind: 'group' }>>) {
  return (
    <GroupFrame
      field={field}
      isSet={value !== undefined}
      isWrong={faults.length > 0}
      problem={problemAt(
        faults.filter(({ path }) => path.length === 0),
        [],
      )}
    >
      <EachField {...{ fields, faults, onChange }} value={groupIn(value)} />
    </GroupFrame>
  )
}

/** One of several groups of fields: another choice begins anew. */
function VariantsField({
  field,
  input: { by, variants },
  value,
  faults,
  onChange,
}: SchemaFieldProps<Extract<FieldInput, { kind: 'variants' }>>) {
  const { say } = useWords()
  const group = groupIn(value)
  const chosen = variants.find((variant) => variant.value === group[by])
  return (
    <GroupFrame
      field={field}
      isSet={value !== undefined}
      isWrong={faults.length > 0}
      problem={problemAt(
        faults.filter(({ path }) => path.length === 0),
        [],
      )}
    >
      <SelectField
        label={by}
        value={chosen === undefined ? '' : String(chosen.value)}
        onChange={({ target }) => {
          const next = variants.find((variant) => String(variant.value) === target.value)
          onChange(next === undefined ? undefined : { [by]: next.value })
        }}
      >
        <option value="">{say(field.isRequired ? 'form.choose' : 'form.default')}</option>
        {variants.map((variant) => (
          <option key={variant.value} value={variant.value}>
            {variant.value}
          </option>
        ))}
      </SelectField>
      {chosen !== undefined && (
        <EachField fields={chosen.fields} value={group} {...{ faults, onChange }} />
      )}
    </GroupFrame>
  )
}
