import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { MonitoredConnection } from '../../api/answers.ts'
import { Card } from '../../ui/card.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ConnectionActions } from '../connection-actions.tsx'
import { StandingBadge } from '../standing-badge.tsx'
import { RunProgress } from './run-progress.tsx'
import { StreamsTable } from './streams-table.tsx'
import { troublesOf } from './connection-troubles.ts'

/** One connection: how it stands, what is wrong, and what can be done about it. */
export function ConnectionCard({
  connection,
  isTarget,
}: {
  readonly connection: MonitoredConnection
  readonly isTarget: boolean
}) {
  const { say } = useWords()
  const { connection: id, standing, streams } = connection
  const [run, setRun] = useState<string>()
  const troubles = troublesOf(connection)
  const hasBody = run !== undefined || troubles.length > 0 || streams.length > 0
  return (
    <Card
      title={id}
      note={<ConnectionNote connection={connection} isTarget={isTarget} />}
      actions={
        <>
          {!isTarget && (
            <span className="flex h-9 items-center">
              <StandingBadge standing={standing} />
            </span>
          )}
          <ConnectionActions
            connection={connection}
            isTarget={isTarget}
            isOneOfMany
            onRun={setRun}
          />
        </>
      }
    >
      {hasBody && (
        <div className="grid gap-4">
          {run !== undefined && <RunProgress key={run} run={run} />}
          {troubles.length > 0 && <TroubleList troubles={troubles} />}
          {streams.length > 0 && (
            <details className="group -mx-4 -mb-4 border-t border-line sm:-mx-5 sm:-mb-5">
              <summary className="flex min-h-11 list-none items-center gap-1.5 px-4 text-sm font-medium text-soft -outline-offset-2 hover:text-text sm:px-5">
                <ChevronRight
                  aria-hidden
                  size={16}
                  className="transition-transform group-open:rotate-90"
                />
                {say('connection.streams', { count: streams.length })}
              </summary>
              <StreamsTable connection={id} streams={streams} />
            </details>
          )}
        </div>
      )}
    </Card>
  )
}

function ConnectionNote({
  connection: { connector, paused, nextAt, streams },
  isTarget,
}: {
  readonly connection: MonitoredConnection
  readonly isTarget: boolean
}) {
  const { say, formats } = useWords()
  const last = streams
    .flatMap(({ lastSyncAt }) => lastSyncAt ?? [])
    .toSorted()
    .at(-1)
  const parts = [
    // Name and version of the package; its scope says nothing here.
    connector.replace(/^@cartograph\/connector-/u, ''),
    ...(isTarget ? [say('connection.target')] : []),
    ...(paused === undefined
      ? []
      : [say('connection.pausedBy', { by: paused.by, since: formats.ago(paused.since) })]),
    ...(last === undefined ? [] : [say('connection.lastRead', { when: formats.ago(last) })]),
    ...(nextAt === undefined || paused !== undefined
      ? []
      : [say('connection.nextRead', { when: formats.ago(nextAt) })]),
  ]
  return parts.join(' · ')
}
