import { useState } from 'react'
import type { MonitoredConnection } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ConnectionActions } from '../connection-actions.tsx'
import { troublesOf } from '../overview/connection-troubles.ts'
import { RunProgress } from '../overview/run-progress.tsx'
import { StreamsTable } from '../overview/streams-table.tsx'
import { StandingBadge } from '../standing-badge.tsx'
import { useNewestRun } from './use-newest-run.ts'

/** How a connection is read: it is read now, rests or goes on, and the first time is watched to its end. */
export function ReadingCard({
  connection,
  isTarget,
  isNew,
}: {
  readonly connection: MonitoredConnection
  readonly isTarget: boolean
  /** It was just connected: the host reads it by itself for the first time. */
  readonly isNew: boolean
}) {
  const { say, formats } = useWords()
  const { connection: id, standing, streams } = connection
  const [asked, setRun] = useState<string>()
  const first = useNewestRun(id, isNew && !isTarget)
  const run = asked ?? first
  const status = useAnswer('GET /api/status', {})
  const troubles = troublesOf(connection)
  const webhooks = status.data?.connections.find((each) => each.id === id)?.webhooks
  const facts = [
    ...(isTarget && standing !== 'paused'
      ? []
      : [
          { name: say('stream.standing'), value: <StandingBadge standing={standing} /> },
          {
            name: say('overview.records'),
            value: formats.number(streams.reduce((sum, { records }) => sum + records, 0)),
          },
        ]),
    // What only receives is told of nothing, unless it was once.
    ...(isTarget && webhooks === undefined
      ? []
      : [
          {
            name: say('reading.webhooks'),
            value:
              webhooks === undefined
                ? say('reading.noWebhooks')
                : say('reading.webhooksCame', { done: webhooks.done, waiting: webhooks.waiting }),
          },
        ]),
  ]
  const hasMore = run !== undefined || troubles.length > 0 || facts.length > 0 || streams.length > 0
  return (
    <Card
      title={say('reading.title')}
      note={say(isTarget ? 'connection.target' : 'reading.note')}
      actions={<ConnectionActions connection={connection} isTarget={isTarget} onRun={setRun} />}
    >
      {hasMore && (
        <div className="grid gap-4">
          {run !== undefined && <RunProgress key={run} run={run} />}
          {troubles.length > 0 && <TroubleList troubles={troubles} />}
          {facts.length > 0 && <Facts facts={facts} />}
          {streams.length > 0 && (
            <div className="-mx-4 -mb-4 min-w-0 border-t border-line sm:-mx-5 sm:-mb-5">
              <StreamsTable connection={id} streams={streams} />
            </div>
          )}
        </div>
      )}
    </Card>
  )
}
