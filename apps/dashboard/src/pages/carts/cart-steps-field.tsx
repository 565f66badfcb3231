import { Plus, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { faultsBelow, problemAt, type FormFault } from '../../schema-form/form-fault.ts'
import { groupIn, withField, type FormGroup } from '../../schema-form/form-value.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { EntryFormParts } from '../entry-form/entry-form.tsx'
import { FieldRow, GroupSelect } from '../entry-form/group-fields.tsx'
import { SpanField } from '../entry-form/span-field.tsx'
import { CartMessageFields } from './cart-message-fields.tsx'
import { nextStep, withAction } from './cart-step.ts'

const mostSteps = 3

/** Up to three messages, each so long after the cart was left. */
export function CartStepsField({ value, faults, edit }: EntryFormParts) {
  const { say } = useWords()
  const list = useRef<HTMLOListElement>(null)
  const actions = useAnswer('GET /api/automation-parts', {}).data?.actions ?? []
  const { steps } = value
  const all: readonly FormGroup[] = Array.isArray(steps) ? steps.map(groupIn) : []
  const below = faultsBelow(faults, 'steps')
  const write = (changed: readonly FormGroup[]) => edit({ ...value, steps: changed })
  const own = problemAt(
    below.filter(({ path }) => path.length === 0),
    [],
  )
  return (
    <div className="grid gap-4">
      {own !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {own}
        </p>
      )}
      <ol
        ref={list}
        tabIndex={-1}
        aria-label={say('carts.messages')}
        className="grid gap-3 rounded-lg"
      >
        {all.map((step, place) => (
          // What a message is stands in the draft alone, so its place is name enough.
          <li key={place}>
            <CartStepFields
              step={step}
              number={place + 1}
              ways={actions.map(({ through }) => through)}
              faults={below.flatMap((fault) =>
                fault.path[0] === place
                  ? [Object.assign({}, fault, { path: fault.path.slice(1) })]
                  : [],
              )}
              onChange={(changed) => write(all.with(place, changed))}
              onRemove={() => {
                write(all.toSpliced(place, 1))
                // What was focused is gone with its message.
                list.current?.focus()
              }}
            />
          </li>
        ))}
      </ol>
      {all.length < mostSteps && (
        <div>
          <Button
            icon={<Plus aria-hidden size={16} />}
            onClick={() => write([...all, nextStep(all)])}
          >
            {say('cartRule.addMessage')}
          </Button>
        </div>
      )}
    </div>
  )
}

function CartStepFields({
  step,
  number,
  ways,
  faults,
  onChange,
  onRemove,
}: {
  readonly step: FormGroup
  readonly number: number
  readonly ways: readonly string[]
  readonly faults: readonly FormFault[]
  readonly onChange: (step: FormGroup) => void
  readonly onRemove: () => void
}) {
  const { say } = useWords()
  const group = { group: step, faults, onChange }
  const problem = problemAt(
    faults.filter(({ path }) => path.length === 0),
    [],
  )
  return (
    <section
      aria-label={say('cartRule.message', { number })}
      className="grid gap-4 rounded-lg border border-line bg-ground p-4"
    >
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{say('cartRule.message', { number })}</h3>
        <IconButton label={say('cartRule.removeMessage', { number })} onClick={onRemove}>
          <Trash2 aria-hidden size={16} />
        </IconButton>
      </div>
      {problem !== undefined && (
        <p role="alert" className="text-xs font-medium text-negative">
          {problem}
        </p>
      )}
      <FieldRow>
        <SpanField {...group} name="after" usual="0m" label={say('cartRule.after')} />
        <GroupSelect
          {...group}
          name="action"
          label={say('automation.through')}
          {...(ways.length === 0 && { help: say('automation.noWay') })}
          options={[
            { value: '', label: say('form.choose') },
            ...ways.map((way) => ({ value: way, label: way })),
          ]}
          onChange={(changed) => {
            const { action } = changed
            onChange(
              typeof action === 'string' ? withAction(step, action) : withField(step, 'action', ''),
            )
          }}
        />
      </FieldRow>
      <CartMessageFields {...{ step, faults, onChange }} />
    </section>
  )
}
