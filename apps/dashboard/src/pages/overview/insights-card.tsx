import { Lightbulb } from 'lucide-react'
import { useAnswer } from '../../api/use-answer.ts'
import { Card } from '../../ui/card.tsx'
import { useWords } from '../../words/words-context.tsx'

const shownInsights = 5

/** What is out of the ordinary, in sentences of the host; where nothing is, or nobody may know, nothing is shown. */
export function InsightsCard() {
  const { say, language } = useWords()
  const { data } = useAnswer('GET /api/insights', { query: { language, limit: shownInsights } })
  if (data === undefined || data.insights.length === 0) return null
  return (
    <Card title={say('overview.insights')}>
      <ul className="grid gap-2.5">
        {data.insights.map(({ id, text }) => (
          <li key={id} className="flex items-start gap-3 text-sm">
            <Lightbulb aria-hidden size={16} className="mt-0.5 shrink-0 text-caution" />
            <span className="max-w-[90ch] [overflow-wrap:anywhere]">{text}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
