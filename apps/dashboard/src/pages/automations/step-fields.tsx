import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { faultsBelow, problemAt, type FormFault } from '../../schema-form/form-fault.ts'
import { withField, type FormGroup } from '../../schema-form/form-value.ts'
import { IconButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { FieldRow } from '../entry-form/group-fields.tsx'
import { PairsField } from '../entry-form/pairs-field.tsx'
import { SpanField } from '../entry-form/span-field.tsx'
import { actionsFor, type AutomationParts, type ReadField } from './automation-parts.ts'
import { ConditionField } from './condition-field.tsx'
import { DeedFields } from './deed-fields.tsx'
import { deedOf, deeds, newStep, withDeed } from './step-deed.ts'

/** One step: how long it waits, what it does, and when it is left out. */
export function StepFields({
  step,
  place,
  count,
  faults,
  parts,
  fields,
  onChange,
  onMove,
  onRemove,
}: {
  readonly step: FormGroup
  readonly place: number
  readonly count: number
  readonly faults: readonly FormFault[]
  readonly parts: AutomationParts
  readonly fields: readonly ReadField[]
  readonly onChange: (step: FormGroup) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}) {
  const { say } = useWords()
  const number = place + 1
  const deed = deedOf(step)
  const group = { group: step, faults, onChange }
  const problem = problemAt(
    faults.filter(({ path }) => path.length === 0),
    [],
  )
  return (
    <section
      aria-label={say('automation.step', { number })}
      className="grid gap-4 rounded-lg border border-line bg-ground p-4"
    >
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{say('automation.step', { number })}</h3>
        <div className="flex gap-1">
          <IconButton
            label={say('automation.stepUp', { number })}
            disabled={place === 0}
            className="disabled:opacity-40"
            onClick={() => onMove(-1)}
          >
            <ArrowUp aria-hidden size={16} />
          </IconButton>
          <IconButton
            label={say('automation.stepDown', { number })}
            disabled={number === count}
            className="disabled:opacity-40"
            onClick={() => onMove(1)}
          >
            <ArrowDown aria-hidden size={16} />
          </IconButton>
          <IconButton label={say('automation.stepRemove', { number })} onClick={onRemove}>
            <Trash2 aria-hidden size={16} />
          </IconButton>
        </div>
      </div>
      {problem !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
      <FieldRow>
        <SpanField
          {...group}
          name="after"
          usual="0m"
          label={say(place === 0 ? 'automation.waitFirst' : 'automation.wait')}
        />
        <SelectField
          label={say('automation.deed')}
          value={deed ?? ''}
          onChange={({ target }) => {
            const chosen = deeds.find((each) => each === target.value)
            if (chosen !== undefined)
              onChange(
                withDeed(step, chosen, newStep(chosen, actionsFor(parts, chosen)[0])[chosen]),
              )
          }}
        >
          {deed === undefined && <option value="">{say('form.choose')}</option>}
          {deeds.map((each) => (
            <option key={each} value={each}>
              {say(`deed.${each}`)}
            </option>
          ))}
        </SelectField>
      </FieldRow>
      {deed !== undefined && (
        <DeedFields
          deed={deed}
          value={step[deed]}
          faults={faultsBelow(faults, deed)}
          parts={parts}
          onChange={(changed) => onChange({ ...step, [deed]: changed })}
        />
      )}
      <details {...('when' in step || 'values' in step ? { open: true } : {})}>
        <summary className="min-h-8 text-sm font-medium text-soft hover:text-text">
          {say('automation.stepMore')}
        </summary>
        <div className="grid gap-4 pt-2">
          <ConditionField
            {...group}
            name="when"
            label={say('automation.stepWhen')}
            fields={fields}
          />
          <PairsField
            label={say('automation.values')}
            help={say('automation.valuesHelp')}
            nameLabel={say('automation.field')}
            valueLabel={say('builder.value')}
            value={step['values']}
            faults={faultsBelow(faults, 'values')}
            onChange={(changed) => onChange(withField(step, 'values', changed))}
          />
        </div>
      </details>
    </section>
  )
}
