import { CircleAlert, CircleCheck } from 'lucide-react'
import { PageLink } from '../../ui/page-link.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useWords } from '../../words/words-context.tsx'
import { readSoFar, shareDone } from './run-watch.ts'
import { useRunEvents } from './use-run-events.ts'

/** How far a run is that was just asked for, and what came of it. */
export function RunProgress({ run: id }: { readonly run: string }) {
  const { say } = useWords()
  const run = useRunEvents(id)
  const share = shareDone(run)
  const ended = run.report !== undefined
  const isGood = run.report?.ok === true
  const Icon = isGood ? CircleCheck : CircleAlert
  return (
    <div role="status" className="grid gap-2 rounded-lg bg-fill px-4 py-3 text-sm">
      <div className="flex items-center justify-between gap-4">
        <span className="flex items-center gap-2">
          {ended && (
            <Icon aria-hidden size={16} className={isGood ? 'text-positive' : 'text-negative'} />
          )}
          {say(ended ? (isGood ? 'run.done' : 'run.failed') : 'run.reading')}
          <span className="text-soft">{say('count.records', { count: readSoFar(run) })}</span>
        </span>
        <PageLink to={`/runs/${id}`}>{say('run.details')}</PageLink>
      </div>
      {!ended && <Progress label={say('run.reading')} {...(share !== undefined && { share })} />}
    </div>
  )
}
