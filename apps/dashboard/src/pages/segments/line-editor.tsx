import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SegmentCatalogue } from '../../api/answers.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { hasDay, typeOf, type FieldType, type Linked, type Operator } from './catalogue.ts'
import {
  emptyGroup,
  emptyOperand,
  type ComparisonDraft,
  type ConditionDraft,
  type LinkedDraft,
} from './condition-draft.ts'
import { LookedAtField } from './looked-at-field.tsx'
import { OperandFields, ValueField } from './operand-fields.tsx'
import { useConditionNames } from './use-condition-names.ts'

/** One condition: what is looked at, how it is compared, and with what. */
export function LineEditor({
  line,
  of,
  catalogue,
  onChange,
  onRemove,
  children,
}: {
  readonly line: ComparisonDraft | LinkedDraft
  readonly of: Linked
  readonly catalogue: SegmentCatalogue
  readonly onChange: (line: ConditionDraft) => void
  readonly onRemove: () => void
  /** What is asked of each of those that are counted. */
  readonly children: ReactNode
}) {
  const { say } = useWords()
  const type = typeOfLine(line, of, catalogue)
  // How many there are is a number, of which there is no list.
  const operators = (catalogue.operators[type] ?? []).filter(
    (each) => line.kind === 'comparison' || (each !== 'in' && each !== 'known'),
  )
  return (
    <div
      role="group"
      aria-label={say('builder.line')}
      className="grid gap-3 rounded-lg border border-line bg-surface p-3"
    >
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 grow gap-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <LookedAtField line={line} of={of} catalogue={catalogue} onChoose={onChange} />
          <OperatorField
            operators={operators}
            value={line.operator}
            onChoose={(operator) => onChange(withOperator(line, operator))}
          />
          {line.kind === 'linked' ? (
            <div className="sm:col-span-2">
              <ValueField
                type={type}
                catalogue={catalogue}
                text={line.value}
                onChange={(value) => onChange({ ...line, value })}
              />
            </div>
          ) : (
            line.operator !== 'known' && (
              <div className="sm:col-span-2">
                <OperandFields
                  line={line}
                  of={of}
                  type={type}
                  catalogue={catalogue}
                  onChange={(operand) => onChange({ ...line, operand })}
                />
              </div>
            )
          )}
        </div>
        <IconButton label={say('builder.remove')} onClick={onRemove}>
          <Trash2 aria-hidden size={16} />
        </IconButton>
      </div>
      {line.kind === 'linked' && (
        <div className="flex flex-wrap items-end gap-3">
          {hasDay(line.of) && (
            <div className="w-44">
              <TextField
                label={say('builder.days')}
                placeholder={say('builder.ever')}
                inputMode="numeric"
                value={line.days}
                onChange={({ target }) => onChange({ ...line, days: target.value })}
              />
            </div>
          )}
          {line.where === undefined && (
            <Button look="quiet" onClick={() => onChange({ ...line, where: emptyGroup })}>
              {say('builder.addWhere')}
            </Button>
          )}
        </div>
      )}
      {line.kind === 'linked' && line.where !== undefined && (
        <p className="text-sm text-faint">{say('condition.where')}</p>
      )}
      {children}
    </div>
  )
}

function OperatorField({
  operators,
  value,
  onChoose,
}: {
  readonly operators: readonly Operator[]
  readonly value: Operator
  readonly onChoose: (operator: Operator) => void
}) {
  const { say } = useWords()
  const names = useConditionNames()
  return (
    <SelectField
      hidesLabel
      label={say('builder.operator')}
      value={value}
      onChange={({ target }) => {
        const chosen = operators.find((each) => each === target.value)
        if (chosen !== undefined) onChoose(chosen)
      }}
    >
      {operators.map((operator) => (
        <option key={operator} value={operator}>
          {names.operator(operator)}
        </option>
      ))}
    </SelectField>
  )
}

function typeOfLine(
  line: ComparisonDraft | LinkedDraft,
  of: Linked,
  catalogue: SegmentCatalogue,
): FieldType {
  if (line.kind === 'comparison') return typeOf(catalogue, of, line.field) ?? 'text'
  return line.sum === undefined ? 'number' : (typeOf(catalogue, line.of, line.sum) ?? 'number')
}

/** A list, and what is no list, are not each other's values. */
function withOperator(
  line: ComparisonDraft | LinkedDraft,
  operator: Operator,
): ComparisonDraft | LinkedDraft {
  if (line.kind === 'linked') return { ...line, operator }
  const isKept = (operator === 'in') === (line.operator === 'in')
  return { ...line, operator, operand: isKept ? line.operand : emptyOperand }
}
