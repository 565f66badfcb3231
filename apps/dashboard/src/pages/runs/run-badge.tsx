import type { Run } from '../../api/answers.ts'
import { Badge } from '../../ui/badge.tsx'
import { useWords } from '../../words/words-context.tsx'

export function RunBadge({ run: { status, ok } }: { readonly run: Run }) {
  const { say } = useWords()
  if (status === 'queued') return <Badge>{say('run.queued')}</Badge>
  if (status === 'running') return <Badge tone="accent">{say('run.running')}</Badge>
  return ok === true ? (
    <Badge tone="positive">{say('run.done')}</Badge>
  ) : (
    <Badge tone="negative">{say('run.failed')}</Badge>
  )
}
