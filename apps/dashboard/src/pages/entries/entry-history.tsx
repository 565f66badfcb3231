import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Entry, EntryVersion } from './entry.ts'
import { WrittenText } from './written-card.tsx'

/** What an entry was, the newest first; what it was once can be written again. */
export function EntryHistory({ entry }: { readonly entry: Entry }) {
  const { say } = useWords()
  const { section, id } = entry
  const history = useAnswer('GET /api/configuration/:section/:id/history', {
    params: { section, id },
  })
  return (
    <Card title={say('entries.history')} note={say('entries.historyNote')}>
      <Answered query={history}>
        {({ versions }) => (
          <ul className="grid divide-y divide-line text-sm">
            {versions.map((version) => (
              <VersionRow key={version.version} entry={entry} version={version} />
            ))}
          </ul>
        )}
      </Answered>
    </Card>
  )
}

function VersionRow({
  entry,
  version: { version, changedAt, changedBy, isGone, value },
}: {
  readonly entry: Entry
  readonly version: EntryVersion
}) {
  const { say, formats } = useWords()
  const { session } = useSession()
  const { section, id } = entry
  const restore = useDeed('POST /api/configuration/:section/:id/restore', {
    done: say('entries.restored', { version }),
  })
  const isCurrent = version === entry.version
  return (
    <li className="grid gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{say('entries.version', { version })}</span>
          {isCurrent && <Badge tone="positive">{say('entries.current')}</Badge>}
          {isGone && <Badge tone="caution">{say('entries.gone')}</Badge>}
          <span className="text-faint" title={formats.instant(changedAt)}>
            {say('entries.changedBy', { when: formats.ago(changedAt), by: changedBy })}
          </span>
        </span>
        {!isCurrent && !isGone && mayDo(session, 'configuration:write') && (
          <Button
            busy={restore.isPending}
            onClick={() =>
              restore.mutate({
                params: { section, id },
                body: { version },
                version: entry.version ?? 'new',
              })
            }
          >
            {say('entries.restore')}
            <span className="sr-only">{say('entries.version', { version })}</span>
          </Button>
        )}
      </div>
      {!isCurrent && value !== undefined && (
        <details>
          <summary className="min-h-6 text-xs font-medium text-soft hover:text-text">
            {say('entries.show')}
          </summary>
          <div className="pt-2">
            <WrittenText value={value} />
          </div>
        </details>
      )}
    </li>
  )
}
