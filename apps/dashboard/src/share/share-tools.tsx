import { ChoiceBar } from './choice-bar.tsx'
import { DownloadButtons } from './download-buttons.tsx'

/** What may be chosen of a shared dashboard, and saved of it. */
export function ShareTools({
  choices,
  settings,
  currency,
  onChoose,
  place,
  chosen,
  downloads,
}: Parameters<typeof ChoiceBar>[0] & Parameters<typeof DownloadButtons>[0]) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      <ChoiceBar {...{ choices, settings, currency, onChoose }} />
      <DownloadButtons {...{ place, chosen, downloads }} />
    </div>
  )
}
