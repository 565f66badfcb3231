import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { problemOf } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import type { AnswerOf } from '../../api/routes.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
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
    <Card
      title={say('dryRun.title')}
      note={say('dryRun.note')}
      actions={
        <Button
          icon={<Play aria-hidden size={16} />}
          busy={run.isPending}
          onClick={() => run.mutate()}
        >
          {say('dryRun.run')}
        </Button>
      }
    >
      <div role="status" className="grid gap-3">
        {run.isError && <Notice tone="caution">{problemOf(run.error).detail}</Notice>}
        {run.data !== undefined && <Outcome run={run.data} />}
      </div>
    </Card>
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
