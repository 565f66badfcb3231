import type { Standing } from '../api/answers.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { useWords } from '../words/words-context.tsx'

const tones: Readonly<Record<Standing, Tone>> = {
  never: 'neutral',
  loading: 'accent',
  healthy: 'positive',
  delayed: 'caution',
  failing: 'negative',
  authExpired: 'negative',
  paused: 'neutral',
}

/** How the reading of something stands. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const { say } = useWords()
  return <Badge tone={tones[standing]}>{say(`standing.${standing}`)}</Badge>
}
