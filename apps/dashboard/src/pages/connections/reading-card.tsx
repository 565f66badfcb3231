import { Pause, Play, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { MonitoredConnection } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useDeed } from '../../api/use-deed.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
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
  return (
    <Card
      title={say('reading.title')}
      note={say(isTarget ? 'connection.target' : 'reading.note')}
      actions={<ReadingActions connection={connection} isTarget={isTarget} onRun={setRun} />}
    >
      <div className="grid gap-4">
        {run !== undefined && <RunProgress key={run} run={run} />}
        {troubles.length > 0 && <TroubleList troubles={troubles} />}
        <Facts
          facts={[
            ...(isTarget && standing !== 'paused'
              ? []
              : [
                  { name: say('stream.standing'), value: <StandingBadge standing={standing} /> },
                  {
                    name: say('overview.records'),
                    value: formats.number(streams.reduce((sum, { records }) => sum + records, 0)),
                  },
                ]),
            {
              name: say('reading.webhooks'),
              value:
                webhooks === undefined
                  ? say('reading.noWebhooks')
                  : say('reading.webhooksCame', {
                      done: webhooks.done,
                      waiting: webhooks.waiting,
                    }),
            },
          ]}
        />
        {streams.length > 0 && (
          <div className="-mx-4 -mb-4 min-w-0 border-t border-line sm:-mx-5 sm:-mb-5">
            <StreamsTable connection={id} streams={streams} />
          </div>
        )}
      </div>
    </Card>
  )
}

function ReadingActions({
  connection: { connection: id, paused },
  isTarget,
  onRun,
}: {
  readonly connection: MonitoredConnection
  readonly isTarget: boolean
  readonly onRun: (run: string) => void
}) {
  const { say } = useWords()
  const { session } = useSession()
  const sync = useDeed('POST /api/connections/:id/sync', { onDone: ({ run }) => onRun(run) })
  const pause = useDeed('POST /api/connections/:id/pause', {
    done: say('connection.paused', { id }),
  })
  const resume = useDeed('POST /api/connections/:id/resume', {
    done: say('connection.resumed', { id }),
  })
  if (!mayDo(session, 'runs:start')) return null
  const params = { id }
  if (paused !== undefined)
    return (
      <Button
        icon={<Play aria-hidden size={16} />}
        busy={resume.isPending}
        onClick={() => resume.mutate({ params })}
      >
        {say('connection.resume')}
      </Button>
    )
  return (
    <>
      {!isTarget && (
        <Button
          icon={<RefreshCw aria-hidden size={16} />}
          busy={sync.isPending}
          onClick={() => sync.mutate({ params, body: {} })}
        >
          {say('connection.sync')}
        </Button>
      )}
      <Button
        look="quiet"
        icon={<Pause aria-hidden size={16} />}
        busy={pause.isPending}
        onClick={() => pause.mutate({ params })}
      >
        {say('connection.pause')}
      </Button>
    </>
  )
}
