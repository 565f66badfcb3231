import type { FigureAnswer, FigureSettings } from '../../api/answers.ts'
import { Badge } from '../../ui/badge.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { LoadingConnection } from './partial-figures.ts'
import { settingsTexts } from './settings-texts.ts'

/** What sets a widget apart from its dashboard, and what its figures lack. */
export function WidgetMarks({
  settings,
  answer,
  missing,
}: {
  /** Its own. */
  readonly settings: FigureSettings
  readonly answer: FigureAnswer | undefined
  readonly missing: readonly LoadingConnection[]
}) {
  const words = useWords()
  const { say } = words
  const own = settingsTexts(settings, words)
  const without = [...new Set((answer?.unconverted ?? []).map(({ currency }) => currency))]
  if (own.length === 0 && without.length === 0 && missing.length === 0) return null
  return (
    <ul aria-label={say('widget.own')} className="flex flex-wrap gap-1.5">
      {own.map((text) => (
        <li
          key={text}
          dir="auto"
          className="inline-flex min-h-6 items-center rounded-full bg-fill px-2 text-xs font-medium text-soft [overflow-wrap:anywhere]"
        >
          {text}
        </li>
      ))}
      {missing.length > 0 && (
        <li title={missing.map(({ connection }) => connection).join(', ')}>
          <Badge tone="caution">{say('widget.partial')}</Badge>
        </li>
      )}
      {without.length > 0 && (
        <li>
          <Badge tone="caution">{say('widget.without', { currencies: without.join(', ') })}</Badge>
        </li>
      )}
    </ul>
  )
}
