import type { AnswerOf } from '../../../api/routes.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { CopyCode } from '../../../ui/copy-code.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { adviceIn } from './advice.ts'

export type PreparedStep = AnswerOf<'POST /api/connections/:id/prepare'>['steps'][number]

const tones: Readonly<Record<PreparedStep['state'], Tone>> = {
  done: 'positive',
  already: 'positive',
  wouldDo: 'accent',
  byHand: 'caution',
}

/** What is there, what would be made, and what somebody does by hand, with what is to be copied. */
export function PreparedSteps({ steps }: { readonly steps: readonly PreparedStep[] }) {
  const { say } = useWords()
  if (steps.length === 0) return <p className="text-sm text-soft">{say('vendor.nothing')}</p>
  return (
    <ul className="grid gap-4">
      {steps.map(({ what, state, how }) => {
        const { text, code } = adviceIn(how ?? '')
        return (
          <li key={what} className="grid gap-1.5 text-sm [overflow-wrap:anywhere]">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <Badge tone={tones[state]}>{say(`vendor.state.${state}`)}</Badge>
              {what}
            </p>
            {text !== '' && <p className="max-w-[72ch] text-soft">{text}</p>}
            {code !== undefined && <CopyCode label={what} text={code} />}
          </li>
        )
      })}
    </ul>
  )
}
