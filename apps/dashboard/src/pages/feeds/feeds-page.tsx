import { Radio } from 'lucide-react'
import type { Feed } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words-context.tsx'
import { FeedCard } from './feed-card.tsx'

/** Documents of products that others fetch. */
export function FeedsPage() {
  const { say } = useWords()
  const feeds = useAnswer('GET /api/feeds', {})
  return (
    <>
      <PageHead title={say('feeds.title')} note={say('feeds.note')} />
      <Answered query={feeds}>{(answer) => <FeedList feeds={answer.feeds} />}</Answered>
    </>
  )
}

function FeedList({ feeds }: { readonly feeds: readonly Feed[] }) {
  const { say } = useWords()
  if (feeds.length > 0)
    return (
      <div className="grid gap-4">
        {feeds.map((feed) => (
          <FeedCard key={feed.id} feed={feed} />
        ))}
      </div>
    )
  return (
    <Card>
      <EmptyState icon={<Radio aria-hidden size={22} />} title={say('feeds.empty')}>
        {say('feeds.emptyHelp')}
      </EmptyState>
    </Card>
  )
}
