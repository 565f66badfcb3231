import type { DeliveryState } from '../../api/answers.ts'
import { Badge } from '../../ui/badge.tsx'
import { useWords } from '../../words/words-context.tsx'

export function DeliveryBadge({ delivery }: { readonly delivery: DeliveryState }) {
  const { say } = useWords()
  const { paused, lastRun, backfilling, lag, held } = delivery
  if (paused) return <Badge>{say('standing.paused')}</Badge>
  if (lastRun !== undefined && !lastRun.ok && lastRun.endedAt !== undefined)
    return <Badge tone="negative">{say('standing.failing')}</Badge>
  if (backfilling) return <Badge tone="accent">{say('deliveries.backfilling')}</Badge>
  return lag + held > 0 ? (
    <Badge tone="accent">{say('deliveries.sending')}</Badge>
  ) : (
    <Badge tone="positive">{say('deliveries.current')}</Badge>
  )
}
