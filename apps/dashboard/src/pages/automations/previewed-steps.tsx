import type { AnswerOf } from '../../api/routes.ts'
import { Badge } from '../../ui/badge.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { looseText } from '../entry-form/loose-value.ts'
import { deeds } from './step-deed.ts'

type Preview = AnswerOf<'POST /api/automations/preview'>
type Step = Preview['steps'][number]

/** What each step would be given for one customer, or why it would not be done. */
export function PreviewedSteps({
  preview: { of, happened, not, steps },
}: {
  readonly preview: Preview
}) {
  const { say } = useWords()
  return (
    <div className="grid gap-3">
      <p className="text-sm text-soft">
        {say(happened ? 'preview.of' : 'preview.neverHappened', { of })}
      </p>
      {not !== undefined && <Notice tone="caution">{say('preview.not', { reason: not })}</Notice>}
      <PreviewedList steps={steps} />
    </div>
  )
}

export function PreviewedList({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol className="grid gap-3">
      {steps.map((step, place) => (
        <li key={place} className="grid gap-2 rounded-lg border border-line p-4 text-sm">
          <StepHead step={step} number={place + 1} />
          {step.reason !== undefined && <p className="text-soft">{step.reason}</p>}
          {step.input !== undefined && <Given input={step.input} />}
        </li>
      ))}
    </ol>
  )
}

function StepHead({ step, number }: { readonly step: Step; readonly number: number }) {
  const { say, formats } = useWords()
  const deed = deeds.find((each) => each === step.action)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="font-semibold">{say('automation.step', { number })}</span>
      <span className="text-soft">{deed === undefined ? step.action : say(`deed.${deed}`)}</span>
      {step.afterMs > 0 && <span className="text-faint">{formats.duration(step.afterMs)}</span>}
      <Badge tone={step.input === undefined ? 'caution' : 'positive'}>
        {say(step.input === undefined ? 'preview.wouldNot' : 'preview.would')}
      </Badge>
    </div>
  )
}

/** A field after the other; texts keep their lines, and markup stays text. */
function Given({ input }: { readonly input: Readonly<Record<string, unknown>> }) {
  return (
    <dl className="grid gap-2">
      {Object.entries(input).map(([name, value]) => (
        <div key={name} className="grid gap-1">
          <dt className="text-xs font-medium text-faint">{name}</dt>
          <dd
            dir="auto"
            className="rounded-md bg-fill px-3 py-2 whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {typeof value === 'string' ? value : looseText(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
