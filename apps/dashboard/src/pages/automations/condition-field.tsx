import { Plus, Trash2 } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { problemAt } from '../../schema-form/form-fault.ts'
import { withField } from '../../schema-form/form-value.ts'
import { WrittenField } from '../../schema-form/written-field.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { GroupFieldProps } from '../entry-form/group-fields.tsx'
import type { ReadField } from './automation-parts.ts'
import {
  needsText,
  operatorsFor,
  readLines,
  typesOf,
  writtenLines,
  type ConditionLine,
  type ConditionLines,
} from './condition-lines.ts'

/** A condition as lines of which all or any must hold; one that says more is written in the mapping language. */
export function ConditionField({
  group,
  name,
  label,
  help,
  faults,
  onChange,
  fields,
}: GroupFieldProps & { readonly fields: readonly ReadField[] }) {
  const { say } = useWords()
  const add = useRef<HTMLButtonElement>(null)
  const typeOf = useMemo(() => typesOf(fields), [fields])
  const value = group[name]
  const condition = readLines(value, typeOf)
  const write = (changed: unknown) => onChange(withField(group, name, changed))
  if (condition === undefined)
    return (
      <WrittenField
        field={{
          name,
          label,
          help: [help, say('automation.asLanguage')].filter(Boolean).join(' '),
          isRequired: false,
          isSecret: false,
          input: { kind: 'written' },
        }}
        value={value}
        faults={faults.filter(({ path }) => path[0] === name).map(within)}
        onChange={write}
      />
    )
  const { lines } = condition
  const edit = (changed: ConditionLines) => write(writtenLines(changed, typeOf))
  const problem = problemAt(faults, [name])
  const [first] = fields
  return (
    <fieldset className="grid gap-3">
      <legend className="text-sm font-medium">{label}</legend>
      {help !== undefined && <p className="text-xs text-faint">{help}</p>}
      {lines.length > 1 && (
        <div className="max-w-60">
          <SelectField
            hidesLabel
            label={say('builder.join')}
            value={condition.join}
            onChange={({ target }) => edit({ join: target.value === 'any' ? 'any' : 'all', lines })}
          >
            <option value="all">{say('join.all')}</option>
            <option value="any">{say('join.any')}</option>
          </SelectField>
        </div>
      )}
      {lines.length > 0 && (
        <ul className="grid gap-2">
          {lines.map((line, place) => (
            // What a line is stands in the draft alone, so its place is name enough.
            <li key={place}>
              <LineFields
                line={line}
                fields={fields}
                type={typeOf(line.path)}
                onChange={(changed) => edit({ ...condition, lines: lines.with(place, changed) })}
                onRemove={() => {
                  edit({ ...condition, lines: lines.toSpliced(place, 1) })
                  // What was focused is gone with its line.
                  add.current?.focus()
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {problem !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
      <div>
        <Button
          ref={add}
          icon={<Plus aria-hidden size={16} />}
          onClick={() => edit({ ...condition, lines: [...lines, newLine(first)] })}
        >
          {say('builder.add')}
          <span className="sr-only">{label}</span>
        </Button>
      </div>
    </fieldset>
  )
}

function LineFields({
  line,
  fields,
  type,
  onChange,
  onRemove,
}: {
  readonly line: ConditionLine
  readonly fields: readonly ReadField[]
  readonly type: string | undefined
  readonly onChange: (line: ConditionLine) => void
  readonly onRemove: () => void
}) {
  const { say } = useWords()
  const operators = operatorsFor(type)
  const shown = operators.includes(line.operator) ? operators : [line.operator, ...operators]
  const values = fields.find(({ path }) => path === line.path)?.values ?? []
  return (
    <div
      role="group"
      aria-label={say('builder.line')}
      className="flex items-start gap-2 rounded-lg border border-line bg-ground p-3"
    >
      <div className="grid min-w-0 grow gap-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,3fr)]">
        <Combobox
          label={say('builder.field')}
          value={line.path}
          choices={fields.map(({ path, type: kind }) => ({ value: path, kind }))}
          onChoose={(path) => onChange({ ...newLine(fieldAt(fields, path)), path })}
        />
        <SelectField
          hidesLabel
          label={say('builder.operator')}
          value={line.operator}
          onChange={({ target }) => {
            const operator = shown.find((each) => each === target.value)
            if (operator !== undefined)
              onChange({ ...line, operator, text: needsText(operator) ? line.text : '' })
          }}
        >
          {shown.map((operator) => (
            <option key={operator} value={operator}>
              {say(`compare.${operator}`)}
            </option>
          ))}
        </SelectField>
        {needsText(line.operator) && <LineValue {...{ line, values, type, onChange }} />}
      </div>
      <IconButton label={say('builder.remove')} onClick={onRemove}>
        <Trash2 aria-hidden size={16} />
      </IconButton>
    </div>
  )
}

function LineValue({
  line,
  values,
  type,
  onChange,
}: {
  readonly line: ConditionLine
  /** The few that it can be. */
  readonly values: readonly string[]
  readonly type: string | undefined
  readonly onChange: (line: ConditionLine) => void
}) {
  const { say } = useWords()
  const write = (text: string) => onChange({ ...line, text })
  if (line.operator === 'in')
    return (
      <TextAreaField
        hidesLabel
        label={say('builder.values')}
        help={say('builder.valuesHelp')}
        rows={3}
        value={line.text}
        onChange={({ target }) => write(target.value)}
      />
    )
  if (values.length > 0)
    return (
      <SelectField
        hidesLabel
        label={say('builder.value')}
        value={line.text}
        onChange={({ target }) => write(target.value)}
      >
        <option value="">{say('builder.choose')}</option>
        {[...new Set([...values, ...(line.text === '' ? [] : [line.text])])].map((each) => (
          <option key={each}>{each}</option>
        ))}
      </SelectField>
    )
  return (
    <TextField
      hidesLabel
      label={say('builder.value')}
      placeholder={say('builder.value')}
      {...(isAmount(line.path, type) && { help: say('automation.minorUnits') })}
      autoComplete="off"
      value={line.text}
      onChange={({ target }) => write(target.value)}
    />
  )
}

/** Amounts are whole numbers like others; what they are called tells them apart. */
function isAmount(path: string, type: string | undefined): boolean {
  return type === 'integer' && /(?:total|price|amount|value|spent|cost)$/iu.test(path)
}

function newLine(field: ReadField | undefined): ConditionLine {
  const [operator = 'equals'] = operatorsFor(field?.type)
  return { path: field?.path ?? '', operator, text: '' }
}

function fieldAt(fields: readonly ReadField[], path: string): ReadField | undefined {
  return fields.find((field) => field.path === path)
}

function within<Fault extends { readonly path: readonly (string | number)[] }>(
  fault: Fault,
): Fault {
  return { ...fault, path: fault.path.slice(1) }
}
