import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { faultsBelow, problemAt } from '../../schema-form/form-fault.ts'
import { groupIn, type FormGroup } from '../../schema-form/form-value.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { EntryFormParts } from '../entry-form/entry-form.tsx'
import { actionsFor, type AutomationParts, type ReadField } from './automation-parts.ts'
import { deeds, newStep } from './step-deed.ts'
import { StepFields } from './step-fields.tsx'

const mostSteps = 20

/** What is done, one after the other: steps are added, moved and taken away by buttons, which every keyboard knows. */
export function StepsField({
  value,
  faults,
  edit,
  parts,
  fields,
}: EntryFormParts & { readonly parts: AutomationParts; readonly fields: readonly ReadField[] }) {
  const { say } = useWords()
  const list = useRef<HTMLOListElement>(null)
  const [told, setTold] = useState('')
  const { steps } = value
  const all: readonly FormGroup[] = Array.isArray(steps) ? steps.map(groupIn) : []
  const below = faultsBelow(faults, 'steps')
  const write = (changed: readonly FormGroup[]) => edit({ ...value, steps: changed })
  const own = problemAt(
    below.filter(({ path }) => path.length === 0),
    [],
  )
  const move = (from: number, to: number) => {
    const step = all[from]
    if (step === undefined || to < 0 || to >= all.length) return
    write(all.toSpliced(from, 1).toSpliced(to, 0, step))
    setTold(say('automation.moved', { place: to + 1, count: all.length }))
  }
  const remove = (place: number) => {
    write(all.toSpliced(place, 1))
    setTold(say('automation.stepRemoved', { place: place + 1 }))
    // What was focused is gone with its step.
    list.current?.focus()
  }
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
        aria-label={say('automation.steps')}
        className="grid gap-3 rounded-lg"
      >
        {all.map((step, place) => (
          // What a step is stands in the draft alone, so its place is name enough.
          <li key={place}>
            <StepFields
              {...{ step, place, parts, fields }}
              count={all.length}
              faults={below.flatMap((fault) =>
                fault.path[0] === place ? [{ ...fault, path: fault.path.slice(1) }] : [],
              )}
              onChange={(changed) => write(all.with(place, changed))}
              onMove={(by) => move(place, place + by)}
              onRemove={() => remove(place)}
            />
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {told}
      </p>
      {all.length < mostSteps && (
        <div role="group" aria-label={say('automation.addStep')} className="grid gap-2">
          <p aria-hidden className="text-sm font-medium">
            {say('automation.addStep')}
          </p>
          <div className="flex flex-wrap gap-2">
            {deeds.map((deed) => (
              <Button
                key={deed}
                icon={<Plus aria-hidden size={16} />}
                onClick={() => {
                  write([...all, newStep(deed, actionsFor(parts, deed)[0])])
                  setTold(say('automation.stepAdded', { place: all.length + 1 }))
                }}
              >
                {say(`deed.${deed}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}
