import { Trash2 } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { ReadField } from './automation-parts.ts'
import { needsText, newLine, operatorsFor, type ConditionLine } from './condition-lines.ts'

/** One line of a condition: what is looked at, how it is compared, and with what. */
export function ConditionLineFields({
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

function fieldAt(fields: readonly ReadField[], path: string): ReadField | undefined {
  return fields.find((field) => field.path === path)
}
