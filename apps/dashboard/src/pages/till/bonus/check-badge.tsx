import { Badge, type Tone } from '../../../ui/badge.tsx'
import { useWords } from '../../../words/words-context.tsx'

const tones: Readonly<Record<string, Tone>> = {
  active: 'positive',
  partiallyRedeemed: 'accent',
  cancelled: 'negative',
}

/** How a check stands; what a newer host says is shown as it says it. */
export function CheckBadge({ status }: { readonly status: string }) {
  const { say, knows } = useWords()
  const key = `bonusStatus.${status}`
  return <Badge tone={tones[status] ?? 'neutral'}>{knows(key) ? say(key) : status}</Badge>
}
