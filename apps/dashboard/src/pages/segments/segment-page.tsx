import { useState } from 'react'
import type { SegmentShown } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ConditionTree } from './condition-tree.tsx'

const pageSize = 50

/** One segment: what is asked of its members, and who they are. */
export function SegmentPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const segment = useAnswer('GET /api/segments/:id', { params: { id } })
  return (
    <>
      <PageHead
        title={segment.data?.name ?? say('segments.one')}
        above={<PageLink to="/segments">{say('segments.title')}</PageLink>}
      />
      <Answered query={segment}>
        {(found) => (
          <>
            <ConditionsCard segment={found} />
            <MembersCard segment={found} />
          </>
        )}
      </Answered>
    </>
  )
}

function ConditionsCard({ segment: { where, origin } }: { readonly segment: SegmentShown }) {
  const { say, knows } = useWords()
  const key = `origin.${origin}`
  return (
    <Card
      title={say('segments.conditions')}
      actions={<Badge>{knows(key) ? say(key) : origin}</Badge>}
    >
      <ConditionTree condition={where} />
    </Card>
  )
}

function MembersCard({ segment: { id, resource } }: { readonly segment: SegmentShown }) {
  const { say, formats } = useWords()
  const [after, setAfter] = useState<string>()
  const answer = useAnswer('GET /api/segments/:id/members', {
    params: { id },
    query: { after, limit: pageSize },
  })
  const members = answer.data?.members ?? []
  const last = members.length === pageSize ? members.at(-1)?.member : undefined
  return (
    <Card flush title={say('segments.members')}>
      <Answered query={answer}>
        {(found) =>
          found.members.length === 0 ? (
            <p className="px-5 pb-6 text-sm text-soft">{say('segments.nobody')}</p>
          ) : (
            <ul>
              {found.members.map(({ member, enteredAt }) => (
                <li
                  key={member}
                  className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line px-4 py-2.5 text-sm sm:px-5"
                >
                  {resource === 'customer' ? (
                    <PageLink to={`/customers/${encodeURIComponent(member)}`}>{member}</PageLink>
                  ) : (
                    <code className="font-mono text-xs break-all">{member}</code>
                  )}
                  {enteredAt !== undefined && (
                    <span className="text-faint">
                      {say('segments.since', { when: formats.day(enteredAt) })}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <Pager
        onFirst={after === undefined ? undefined : () => setAfter(undefined)}
        onNext={last === undefined ? undefined : () => setAfter(last)}
        busy={answer.isPlaceholderData}
      />
    </Card>
  )
}
