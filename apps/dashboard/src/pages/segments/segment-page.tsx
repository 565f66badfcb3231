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
import { useKeptSegment } from './use-kept-segment.ts'

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

function ConditionsCard({ segment }: { readonly segment: SegmentShown }) {
  const { say, knows } = useWords()
  const { kept, isPending } = useKeptSegment(segment)
  const { where, resource } = segment
  const origin = kept?.isPart === true ? 'store' : segment.origin
  const key = `origin.${origin}`
  return (
    <Card
      title={say('segments.conditions')}
      actions={!isPending && <Badge>{knows(key) ? say(key) : origin}</Badge>}
    >
      <div className="grid gap-4">
        {origin === 'file' && !isPending && <Notice>{say('builder.elsewhere')}</Notice>}
        <ConditionTree condition={where} of={resource} />
      </div>
    </Card>
  )
}
