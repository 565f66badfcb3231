import type { SegmentCatalogue } from '../../api/answers.ts'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { isNumeric, type FieldType, type Linked } from './catalogue.ts'
import {
  emptyOperand,
  operandKinds,
  type ComparisonDraft,
  type OperandDraft,
} from './condition-draft.ts'
import { useConditionNames } from './use-condition-names.ts'

interface OperandProps {
  readonly line: ComparisonDraft
  readonly of: Linked
  readonly type: FieldType
  readonly catalogue: SegmentCatalogue
  readonly onChange: (operand: OperandDraft) => void
}

/** With what a field is compared. */
export function OperandFields({ line, of, type, catalogue, onChange }: OperandProps) {
  const { say } = useWords()
  const { operand, operator } = line
  if (operator === 'in')
    return (
      <TextAreaField
        hidesLabel
        label={say('builder.values')}
        help={say('builder.valuesHelp')}
        rows={3}
        value={operand.text}
        onChange={({ target }) => onChange({ ...emptyOperand, text: target.value })}
      />
    )
  const kinds = operandKinds.filter((kind) => isOffered(kind, { type, of, operator }))
  return (
    <div
      className={
        kinds.length > 1 ? 'grid gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]' : 'grid'
      }
    >
      {kinds.length > 1 && (
        <SelectField
          hidesLabel
          label={say('builder.comparedWith')}
          value={operand.kind}
          onChange={({ target }) => {
            const kind = kinds.find((each) => each === target.value)
            if (kind !== undefined) onChange({ ...emptyOperand, kind })
          }}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {say(`operand.${kind}`)}
            </option>
          ))}
        </SelectField>
      )}
      {operand.kind === 'value' ? (
        <ValueField
          type={type}
          catalogue={catalogue}
          text={operand.text}
          onChange={(text) => onChange({ ...operand, text })}
        />
      ) : operand.kind === 'percentile' ? (
        <TextField
          hidesLabel
          label={say('operand.percentile')}
          placeholder="90"
          inputMode="numeric"
          required
          value={operand.text}
          onChange={({ target }) => onChange({ ...operand, text: target.value })}
        />
      ) : (
        <NamedOperand {...{ line, of, type, catalogue, onChange }} />
      )}
    </div>
  )
}

/** A number of the shop or another field, perhaps several times. */
function NamedOperand({ line, of, type, catalogue, onChange }: OperandProps) {
  const { say } = useWords()
  const names = useConditionNames()
  const { operand } = line
  const isConstant = operand.kind === 'constant'
  const options: readonly string[] = isConstant
    ? catalogue.constants
    : (catalogue.fields[of] ?? [])
        .filter((each) =>
          isNumeric(type) ? isNumeric(each.type) : each.type === type && each.id !== line.field,
        )
        .map(({ id }) => id)
  return (
    <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_4.5rem]">
      <SelectField
        hidesLabel
        label={say(`operand.${operand.kind}`)}
        value={operand.name}
        onChange={({ target }) => onChange({ ...operand, name: target.value })}
      >
        <option value="">{say('builder.choose')}</option>
        {options.map((name) => (
          <option key={name} value={name}>
            {isConstant ? names.constant(name) : names.field(name)}
          </option>
        ))}
      </SelectField>
      {isNumeric(type) && (
        <TextField
          hidesLabel
          label={say('operand.times')}
          placeholder="× 1"
          inputMode="decimal"
          value={operand.times}
          onChange={({ target }) => onChange({ ...operand, times: target.value })}
        />
      )}
    </div>
  )
}

/** A value of the type of a field. */
export function ValueField({
  type,
  catalogue,
  text,
  onChange,
}: {
  readonly type: FieldType
  readonly catalogue: SegmentCatalogue
  readonly text: string
  readonly onChange: (text: string) => void
}) {
  const { say } = useWords()
  if (type === 'flag')
    return (
      <SelectField
        hidesLabel
        label={say('builder.value')}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="">{say('builder.choose')}</option>
        <option value="true">{say('people.yes')}</option>
        <option value="false">{say('people.no')}</option>
      </SelectField>
    )
  return (
    <TextField
      hidesLabel
      label={
        type === 'money'
          ? say('builder.amount', { currency: catalogue.currency })
          : say('builder.value')
      }
      placeholder={type === 'money' ? catalogue.currency : ''}
      required
      {...(isNumeric(type) && { inputMode: 'decimal' as const })}
      value={text}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

function isOffered(
  kind: OperandDraft['kind'],
  {
    type,
    of,
    operator,
  }: { readonly type: FieldType; readonly of: Linked; readonly operator: string },
): boolean {
  if (kind === 'value') return true
  if (kind === 'field') return (isNumeric(type) || type === 'text') && operator !== 'contains'
  return isNumeric(type) && (kind === 'constant' || of !== 'event')
}
