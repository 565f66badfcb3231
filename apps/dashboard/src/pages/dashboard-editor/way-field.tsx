import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import type { WidgetDraft } from './dashboard-draft.ts'
import { waysFor, type KnownReport } from './report-kinds.ts'

/** By what a report is told: nothing is asked where it is drawn in one way only. */
export function WayField({
  widget: { show, by },
  report,
  onChange,
}: {
  readonly widget: WidgetDraft
  readonly report: KnownReport
  readonly onChange: (by: string[]) => void
}) {
  const { say } = useWords()
  const { names } = useFigureWords()
  const ways = waysFor(show, report)
  if (ways.length < 2) return null
  return (
    <div>
      <SelectField
        label={say('board.by')}
        value={by.join(' ')}
        onChange={({ target }) => {
          const way = ways.find((each) => each.join(' ') === target.value)
          if (way !== undefined) onChange(way)
        }}
      >
        {ways.map((way) => (
          <option key={way.join(' ')} value={way.join(' ')}>
            {way.map((dimension) => names.dimension(dimension)).join(', ')}
          </option>
        ))}
      </SelectField>
    </div>
  )
}
