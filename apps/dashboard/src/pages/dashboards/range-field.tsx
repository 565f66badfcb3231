import { useState } from 'react'
import type { FigureSettings } from '../../api/answers.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { isRange, rangeNames } from './dashboard-state.ts'

export type Range = NonNullable<FigureSettings['range']>

/** A time by its name, or that it is other days. */
export function RangeField({
  range,
  isCustom,
  onCustom,
  onChoose,
}: {
  readonly range: Range
  /** Whether days are written, even where none are there yet. */
  readonly isCustom: boolean
  readonly onCustom: (isCustom: boolean) => void
  readonly onChoose: (range: Range) => void
}) {
  const { say } = useWords()
  return (
    <SelectField
      label={say('filter.range')}
      value={isCustom || typeof range !== 'string' ? 'custom' : range}
      onChange={({ target }) => {
        const name = rangeNames.find((each) => each === target.value)
        onCustom(name === undefined)
        if (name !== undefined) onChoose(name)
      }}
    >
      {rangeNames.map((name) => (
        <option key={name} value={name}>
          {say(`range.${name}`)}
        </option>
      ))}
      <option value="custom">{say('range.custom')}</option>
    </SelectField>
  )
}

/** Two days; nothing is asked for before both make sense. */
export function CustomRange({
  range,
  onChoose,
}: {
  readonly range: Range
  readonly onChoose: (range: Range) => void
}) {
  const { say } = useWords()
  const [{ from, to }, setDays] = useState(typeof range === 'string' ? { from: '', to: '' } : range)
  const problem = from !== '' && to !== '' && from > to ? say('filter.daysTurned') : undefined
  return (
    <form
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (isRange(from, to)) onChoose({ from, to })
      }}
    >
      <TextField
        type="date"
        label={say('filter.from')}
        required
        value={from}
        onChange={({ target }) => setDays({ from: target.value, to })}
      />
      <TextField
        type="date"
        label={say('filter.to')}
        required
        problem={problem}
        value={to}
        onChange={({ target }) => setDays({ from, to: target.value })}
      />
      <Button type="submit" className="mt-6.5">
        {say('filter.apply')}
      </Button>
    </form>
  )
}
