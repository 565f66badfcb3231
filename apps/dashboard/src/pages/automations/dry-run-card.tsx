import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import type { AnswerOf } from '../../api/routes.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { useWords } from '../../words/words-context.tsx'
import { DryRunFrame } from '../entry-form/dry-run-frame.tsx'
import { deeds } from './step-deed.ts'

type DryRun = AnswerOf<'POST /api/automations/:id/dry-run'>

/** What the automation, as it is saved, would have done with what happened in the last thirty days. */
export function DryRunCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  const { session } = useSession()
  const run = useMutation({
    mutationFn: () => call('POST /api/automations/:id/dry-run', { params: { id }, body: {} }),
  })
  if (!mayDo(session, 'figures:read')) return null
  return (
    <DryRunFrame title={say('dryRun.title')} note={say('dryRun.note')} run={run}>
      {run.data !== undefined && <Outcome run={run.data} />}
    </DryRunFrame>
  )
}

function Outcome({ run: { happened, wanted, steps } }: { readonly run: DryRun }) {
  const { say, formats } = useWords()
  return (
    <>
      <p className="text-sm">
        {say('dryRun.happened', { happened: formats.number(happened), wanted })}
      </p>
      <ol className="grid gap-2 text-sm">
        {steps.map(({ action, would, not }, place) => {
          const deed = deeds.find((each) => each === action)
          return (
            <li key={place} className="grid gap-1 rounded-lg border border-line px-4 py-3">
              <p className="flex flex-wrap gap-x-3">
                <span className="font-semibold">
                  {say('automation.step', { number: place + 1 })}
                </span>
                <span className="text-soft">
                  {deed === undefined ? action : say(`deed.${deed}`)}
                </span>
                <span>{say('dryRun.would', { number: would })}</span>
              </p>
              {Object.entries(not).map(([reason, number]) => (
                <p key={reason} className="text-soft">
                  {formats.number(number)} × {reason}
                </p>
              ))}
            </li>
          )
        })}
      </ol>
    </>
  )
}
