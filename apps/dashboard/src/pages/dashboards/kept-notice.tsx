import type { FigureSettings } from '../../api/answers.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { settingsTexts } from './settings-texts.ts'

/** What whoever looks wants on every dashboard, so that nobody wonders why figures are not the ones of others. */
export function KeptNotice({
  kept,
  onDrop,
}: {
  readonly kept: FigureSettings
  readonly onDrop: () => void
}) {
  const words = useWords()
  const texts = settingsTexts(kept, words)
  if (texts.length === 0) return null
  return (
    <Notice>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>{words.say('apply.kept', { settings: texts.join(', ') })}</p>
        <Button onClick={onDrop}>{words.say('apply.drop')}</Button>
      </div>
    </Notice>
  )
}
