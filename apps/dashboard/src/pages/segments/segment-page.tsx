import type { SegmentShown } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ConditionTree } from './condition-tree.tsx'
import { MembersCard } from './members-card.tsx'
import { SegmentActions } from './segment-actions.tsx'

/** One segment: what is asked of its members, and who they are. */
export function SegmentPage({ id }: { readonly id: string }) {
  const { say } = useWords()
  const segment = useAnswer('GET /api/segments/:id', { params: { id } })
  return (
    <>
      <PageHead
        title={segment.data?.name ?? say('segments.one')}
        above={<PageLink to="/segments">{say('segments.title')}</PageLink>}
        actions={segment.data !== undefined && <SegmentActions segment={segment.data} />}
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

function ConditionsCard({
  segment: { where, origin, resource },
}: {
  readonly segment: SegmentShown
}) {
  const { say, knows } = useWords()
  const key = `origin.${origin}`
  return (
    <Card
      title={say('segments.conditions')}
      actions={<Badge>{knows(key) ? say(key) : origin}</Badge>}
    >
      <div className="grid gap-4">
        {origin === 'file' && <Notice>{say('builder.elsewhere')}</Notice>}
        <ConditionTree condition={where} of={resource} />
      </div>
    </Card>
  )
}
