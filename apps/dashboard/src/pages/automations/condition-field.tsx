import { Plus } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { problemAt } from '../../schema-form/form-fault.ts'
import { withField } from '../../schema-form/form-value.ts'
import { WrittenField } from '../../schema-form/written-field.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { GroupFieldProps } from '../entry-form/group-fields.tsx'
import type { ReadField } from './automation-parts.ts'
import { ConditionLineFields } from './condition-line.tsx'
import {
  newLine,
  readLines,
  typesOf,
  writtenLines,
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
      <legend className="mb-1 text-sm font-medium">{label}</legend>
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
              <ConditionLineFields
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

function within<Fault extends { readonly path: readonly (string | number)[] }>(
  fault: Fault,
): Fault {
  return { ...fault, path: fault.path.slice(1) }
}
