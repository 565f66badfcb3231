import type { Figures } from '../api/answers.ts'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words/words-context.tsx'

/** What is missing in shared figures, without what is set up behind them, which strangers are not told. */
export function MissingNotice({
  figures: { answers, completeness },
}: {
  readonly figures: Figures
}) {
  const { say } = useWords()
  const isCurrent = completeness.figuresAreCurrent && completeness.personsAreCurrent
  const without = [
    ...new Set(answers.flatMap(({ unconverted = [] }) => unconverted.map((each) => each.currency))),
  ].toSorted()
  if (isCurrent && without.length === 0) return null
  return (
    <Notice tone="caution">
      {!isCurrent && <p>{say('figures.notCurrent')}</p>}
      {without.length > 0 && (
        <p>{say('figures.unconverted', { currencies: without.join(', ') })}</p>
      )}
    </Notice>
  )
}
