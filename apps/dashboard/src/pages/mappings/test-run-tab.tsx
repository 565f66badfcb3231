import { FlaskConical, Play } from 'lucide-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { SelectField } from '../../ui/field.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { MappingWork } from './use-mapping-draft.ts'
import type { Preview } from './use-mapping-trial.ts'

const sizes = [10, 25, 50]

/** What the mapping makes of more records than are shown beside it, and what is wrong with which. */
export function TestRunTab({ part, work }: { readonly part: string; readonly work: MappingWork }) {
  const { say } = useWords()
  const { session } = useSession()
  const [limit, setLimit] = useState(50)
  const run = useMutation({
    mutationFn: () =>
      call('POST /api/mappings/preview', { body: { part, mapping: work.mapping, limit } }),
  })
  const mayRun = mayDo(session, 'runs:start')
  return (
    <Card
      title={say('mappings.test')}
      note={say('mappings.testNote')}
      actions={
        mayRun && (
          <>
            <SelectField
              label={say('mappings.howMany')}
              hidesLabel
              value={limit}
              onChange={({ target }) => setLimit(Number(target.value))}
            >
              {sizes.map((size) => (
                <option key={size} value={size}>
                  {say('count.records', { count: size })}
                </option>
              ))}
            </SelectField>
            <Button
              look="primary"
              icon={<Play aria-hidden size={16} />}
              busy={run.isPending}
              onClick={() => run.mutate()}
            >
              {say('mappings.run')}
            </Button>
          </>
        )
      }
    >
      <div role="status">
        {run.isError ? (
          <ErrorState error={run.error} />
        ) : run.data === undefined || run.data.previews.length === 0 ? (
          <EmptyState
            icon={<FlaskConical aria-hidden size={22} />}
            title={say(run.data === undefined ? 'mappings.notTested' : 'mappings.noRecords')}
          >
            {say(run.data === undefined ? 'mappings.notTestedHelp' : 'mappings.noRecordsHelp')}
          </EmptyState>
        ) : (
          <Outcome previews={run.data.previews} />
        )}
      </div>
    </Card>
  )
}

function Outcome({ previews }: { readonly previews: readonly Preview[] }) {
  const { say } = useWords()
  const wrong = previews.flatMap(({ problems }, index) =>
    problems.length === 0 ? [] : [{ number: index + 1, problems }],
  )
  const different = previews.filter(({ items }) =>
    items.some(({ fields }) =>
      fields.some(({ changed, previous }) => changed && previous !== undefined),
    ),
  )
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap gap-2">
        <Badge tone="positive">
          {say('mappings.good', { count: previews.length - wrong.length })}
        </Badge>
        {wrong.length > 0 && (
          <Badge tone="negative">{say('mappings.refused', { count: wrong.length })}</Badge>
        )}
        {different.length > 0 && (
          <Badge>{say('mappings.different', { count: different.length })}</Badge>
        )}
      </p>
      {wrong.length > 0 && (
        <ul className="grid gap-4">
          {wrong.map(({ number, problems }) => (
            <li key={number} className="grid gap-2">
              <p className="text-sm font-medium">{say('mappings.recordNumber', { number })}</p>
              <TroubleList isOneOfMany troubles={problems} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
