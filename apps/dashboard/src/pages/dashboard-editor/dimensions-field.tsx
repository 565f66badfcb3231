import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import type { WidgetDraft } from './dashboard-draft.ts'
import { dimensionsFor, dimensionsOf, type KnownDimension } from './widget-kinds.ts'

/** What the figures of a widget are parted by: as many as its kind can show. */
export function DimensionsField({
  widget,
  known,
  onChange,
}: {
  readonly widget: WidgetDraft
  readonly known: readonly KnownDimension[]
  readonly onChange: (by: string[]) => void
}) {
  const { say } = useWords()
  const { names } = useFigureWords()
  const { by, show } = widget
  const { least, most } = dimensionsOf(show)
  const places = Array.from({ length: Math.min(most, by.length + 1) }, (_, place) => place)
  return (
    <div className="grid content-start gap-2">
      {places.map((place) => (
        <SelectField
          key={place}
          label={
            place === 0 ? say('board.by') : `${say('board.andBy')} ${place > 1 ? place : ''}`.trim()
          }
          value={by[place] ?? ''}
          onChange={({ target: { value } }) =>
            onChange(
              value === ''
                ? by.filter((_, index) => index !== place)
                : [...by.slice(0, place), value, ...by.slice(place + 1)],
            )
          }
        >
          {(place >= least || by[place] === undefined) && (
            <option value="">{say('board.byNothing')}</option>
          )}
          {dimensionsFor(widget, place, known).map(({ id }) => (
            <option key={id} value={id}>
              {names.dimension(id)}
            </option>
          ))}
        </SelectField>
      ))}
    </div>
  )
}
