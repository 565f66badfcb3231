import { useMutation } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { call } from '../../../api/call.ts'
import { useAnswer } from '../../../api/use-answer.ts'
import { mayDo } from '../../../session/may-do.ts'
import { useSession } from '../../../session/use-session.ts'
import { Answered } from '../../../ui/answered.tsx'
import { AskedTwice } from '../../../ui/asked-twice.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PageLink } from '../../../ui/page-link.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { useWords } from '../../../words/words-context.tsx'
import { TestOutcome } from './test-outcome.tsx'

/** One example of a delivery: what would arrive, and what arrived once somebody has it sent. */
export function TestCallPage({ id }: { readonly id: string | undefined }) {
  const { say } = useWords()
  const { session } = useSession()
  const deliveries = useAnswer('GET /api/deliveries', {})
  return (
    <>
      <PageHead
        above={<PageLink to="/deliveries">{say('deliveries.title')}</PageLink>}
        title={say('testCall.title')}
        note={say('testCall.note')}
      />
      {mayDo(session, 'runs:start') ? (
        <Answered query={deliveries}>
          {(answer) => {
            const ids = answer.deliveries.map((each) => each.id)
            return ids.length === 0 ? (
              <Card>
                <EmptyState
                  icon={<FlaskConical aria-hidden size={22} />}
                  title={say('deliveries.empty')}
                >
                  {say('deliveries.emptyHelp')}
                </EmptyState>
              </Card>
            ) : (
              <TestCall ids={ids} chosen={id ?? ids[0] ?? ''} />
            )
          }}
        </Answered>
      ) : (
        <Notice tone="caution">
          {say('error.noPermissionHelp', { permission: 'runs:start' })}
        </Notice>
      )}
    </>
  )
}

function TestCall({ ids, chosen }: { readonly ids: readonly string[]; readonly chosen: string }) {
  const { say } = useWords()
  const [, go] = useLocation()
  const [row, setRow] = useState('')
  const test = useMutation({
    mutationFn: (send: boolean) =>
      call('POST /api/deliveries/:id/test', {
        params: { id: chosen },
        body: { send, ...(row.trim() !== '' && { row: row.trim() }) },
      }),
  })
  return (
    <>
      <Card>
        <form
          className="grid items-start gap-4 sm:grid-cols-2"
          onSubmit={(event) => {
            event.preventDefault()
            test.mutate(false)
          }}
        >
          <SelectField
            label={say('testCall.delivery')}
            value={chosen}
            onChange={({ target }) => {
              test.reset()
              go(`/deliveries/test/${encodeURIComponent(target.value)}`, { replace: true })
            }}
          >
            {ids.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </SelectField>
          <TextField
            label={say('testCall.row')}
            help={say('testCall.rowHelp')}
            autoComplete="off"
            value={row}
            onChange={({ target }) => setRow(target.value)}
          />
          <div className="flex flex-wrap gap-2 sm:col-span-2">
            <Button
              look="primary"
              type="submit"
              icon={<FlaskConical aria-hidden size={16} />}
              busy={test.isPending}
            >
              {say('testCall.show')}
            </Button>
            <AskedTwice
              // Once it is asked for the question is over.
              key={test.submittedAt}
              button={say('testCall.send')}
              of={chosen}
              question={say('testCall.sendQuestion', { id: chosen })}
              help={say('testCall.sendHelp')}
              busy={test.isPending}
              onYes={() => test.mutate(true)}
            />
          </div>
        </form>
      </Card>
      <div role="status" className="grid gap-4">
        {test.isError && (
          <Card>
            <ErrorState error={test.error} />
          </Card>
        )}
        {test.data !== undefined && <TestOutcome outcome={test.data} />}
      </div>
    </>
  )
}
