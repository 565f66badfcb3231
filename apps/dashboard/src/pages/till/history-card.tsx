import { useState } from 'react'
import { useAnswer, watchedMs } from '../../api/use-answer.ts'
import { groupIn } from '../../schema-form/form-value.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { RunProgress } from '../overview/run-progress.tsx'
import { HistoryActions } from './history-actions.tsx'
import { HistoryForm } from './history-form.tsx'
import type { Till } from './known-tills.tsx'
import { lastWholeReading } from './whole-reading.ts'

/** What of a till's history was read, from which day on; it can be read anew from an earlier one. */
export function HistoryCard({ till: { entry } }: { readonly till: Till }) {
  const { say, formats } = useWords()
  const { session } = useSession()
  const { id, value } = entry
  const maySee = mayDo(session, 'runs:read')
  const runs = useAnswer(
    'GET /api/runs',
    { query: { limit: 500 } },
    { everyMs: watchedMs, enabled: maySee },
  )
  const monitoring = useAnswer('GET /api/monitoring', {}, { everyMs: watchedMs })
  const [asked, setAsked] = useState<string>()
  const connection = monitoring.data?.connections.find((each) => each.connection === id)
  const own = runs.data?.runs.filter((run) => run.connection === id) ?? []
  const going = own.find(({ status }) => status === 'running')?.id
  const run = asked ?? going
  const last = lastWholeReading(own)
  const first = groupIn(groupIn(value)['config'])['startDate']
  return (
    <Card
      title={say('till.history')}
      note={say('till.historyNote')}
      actions={connection !== undefined && <HistoryActions connection={connection} />}
    >
      <div className="grid gap-4">
        {connection?.paused !== undefined && <Notice tone="caution">{say('till.rests')}</Notice>}
        {run !== undefined && <RunProgress key={run} run={run} />}
        <Facts
          facts={[
            {
              name: say('till.firstDay'),
              value: typeof first === 'string' ? formats.day(first) : say('till.firstDayAll'),
            },
            {
              name: say('overview.records'),
              value: formats.number(
                connection?.streams.reduce((sum, { records }) => sum + records, 0) ?? 0,
              ),
            },
            {
              name: say('till.tookLast'),
              value:
                last === undefined
                  ? say('till.tookNever')
                  : say('till.took', {
                      time: formats.duration(last.tookMs),
                      records: formats.number(last.records),
                    }),
            },
          ]}
        />
        <HistoryForm entry={entry} isResting={connection?.paused !== undefined} onRun={setAsked} />
        <p className="max-w-prose text-sm text-soft">{say('till.notSentOn')}</p>
      </div>
    </Card>
  )
}
