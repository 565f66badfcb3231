import { useState } from 'react'
import type { Moment } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useWords } from '../../words/words-context.tsx'
import { moneyText } from '../money-text.ts'
import { momentParts } from './moment-text.ts'

const pageSize = 30
const shownThings = 4

/** What a person did, the newest first. */
export function TimelineCard({ id }: { readonly id: string }) {
  const { say } = useWords()
  const [before, setBefore] = useState<string>()
  const timeline = useAnswer('GET /api/customers/:id/timeline', {
    params: { id },
    query: { before, limit: pageSize },
  })
  const moments = timeline.data?.moments ?? []
  const last = moments.length === pageSize ? moments.at(-1) : undefined
  return (
    <Card flush title={say('timeline.title')}>
      <Answered query={timeline}>
        {(answer) =>
          answer.moments.length === 0 ? (
            <p className="px-5 pb-6 text-sm text-soft">{say('timeline.empty')}</p>
          ) : (
            <ol className="grid">
              {answer.moments.map((moment, index) => (
                <MomentRow key={index} moment={moment} />
              ))}
            </ol>
          )
        }
      </Answered>
      <Pager
        onFirst={before === undefined ? undefined : () => setBefore(undefined)}
        onNext={last === undefined ? undefined : () => setBefore(new Date(last.at).toISOString())}
        busy={timeline.isPlaceholderData}
      />
    </Card>
  )
}

function MomentRow({ moment }: { readonly moment: Moment }) {
  const { say, knows, formats, locale } = useWords()
  const { name, status, amount, things } = momentParts(moment)
  const key = `entity.${moment.entity}`
  const statusKey = `status.${status ?? ''}`
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-line px-4 py-3 text-sm sm:grid-cols-[9rem_minmax(0,1fr)_auto] sm:px-5">
      <time dateTime={new Date(moment.at).toISOString()} className="text-faint">
        {formats.instant(moment.at)}
      </time>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">
            {knows(key) ? say(key) : moment.entity} {name}
          </span>
          {status !== undefined && <Badge>{knows(statusKey) ? say(statusKey) : status}</Badge>}
        </p>
        {things.length > 0 && (
          <p className="text-soft [overflow-wrap:anywhere]">
            {things.slice(0, shownThings).join(', ')}
            {things.length > shownThings && ' …'}
          </p>
        )}
      </div>
      {amount !== undefined && (
        <p className="font-medium sm:text-right">
          {moneyText(amount.minorUnits, amount.currency, locale)}
        </p>
      )}
    </li>
  )
}
