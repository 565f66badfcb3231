import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'

const widths = [1, 2, 3, 4] as const

/** How many columns of the page a widget takes. */
export function WidthField({
  title,
  width,
  onChange,
}: {
  readonly title: string
  readonly width: number | undefined
  readonly onChange: (width: number | undefined) => void
}) {
  const { say } = useWords()
  return (
    <SelectField
      hidesLabel
      label={say('board.width', { title })}
      value={width ?? ''}
      onChange={({ target }) => onChange(widths.find((each) => String(each) === target.value))}
    >
      <option value="">{say('board.widthFitting')}</option>
      {widths.map((each) => (
        <option key={each} value={each}>
          {say('board.widthOf', { width: each })}
        </option>
      ))}
    </SelectField>
  )
}
