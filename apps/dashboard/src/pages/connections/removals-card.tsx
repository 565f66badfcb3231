import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { Card } from '../../ui/card.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useWords } from '../../words/words-context.tsx'

/** What is still being deleted of connections that were taken away with their data. */
export function RemovalsCard() {
  const { say, formats } = useWords()
  const removals = useAnswer('GET /api/configuration/removals', {}, { everyMs: watchedMs })
  const open = (removals.data?.removals ?? []).filter(({ doneAt }) => doneAt === null)
  if (open.length === 0) return null
  return (
    <Card title={say('connections.deleting')} note={say('connections.deletingNote')}>
      <ul className="grid gap-3 text-sm">
        {open.map(({ connection, deleted, askedAt, askedBy }) => (
          <li key={connection} className="grid gap-1.5">
            <span className="flex flex-wrap justify-between gap-x-4">
              <span className="font-medium">{connection}</span>
              <span className="text-faint">
                {say('count.records', { count: deleted })} ·{' '}
                {say('entries.changedBy', { when: formats.ago(askedAt), by: askedBy })}
              </span>
            </span>
            <Progress label={say('connections.deleting')} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
