import { useState } from 'react'
import type { FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'
import { currencies } from './currencies.ts'
import { comparisons, isRange, rangeNames } from './dashboard-state.ts'
import { useStores } from './use-stores.ts'

/** What all widgets are asked for: when, compared with what, in which currency, where, and of whom. */
export function FilterBar({
  settings,
  currency,
  isFresh,
  onChoose,
}: {
  readonly settings: FigureSettings
  /** What the figures are in, whether or not it was chosen. */
  readonly currency: string | undefined
  readonly isFresh: boolean
  readonly onChoose: (change: FigureSettings) => void
}) {
  const { say } = useWords()
  const { range = 'last30', compare = 'none', stores = [], segments = [] } = settings
  const [isCustom, setCustom] = useState(typeof range !== 'string')
  return (
    <section
      aria-label={say('filter.title')}
      aria-busy={!isFresh}
      className="grid gap-3 rounded-xl border border-line bg-surface p-4 shadow-card"
    >
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
        <SelectField
          label={say('filter.range')}
          value={isCustom || typeof range !== 'string' ? 'custom' : range}
          onChange={({ target }) => {
            const name = rangeNames.find((each) => each === target.value)
            setCustom(name === undefined)
            if (name !== undefined) onChoose({ range: name })
          }}
        >
          {rangeNames.map((name) => (
            <option key={name} value={name}>
              {say(`range.${name}`)}
            </option>
          ))}
          <option value="custom">{say('range.custom')}</option>
        </SelectField>
        <SelectField
          label={say('filter.compare')}
          value={compare}
          onChange={({ target }) => {
            const chosen = comparisons.find((each) => each === target.value)
            if (chosen !== undefined) onChoose({ compare: chosen })
          }}
        >
          {comparisons.map((each) => (
            <option key={each} value={each}>
              {say(`compare.${each}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={say('filter.currency')}
          value={settings.currency ?? currency ?? ''}
          onChange={({ target }) => onChoose({ currency: target.value })}
        >
          {currencies(settings.currency ?? currency).map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </SelectField>
        <StoreField chosen={stores} onChoose={(chosen) => onChoose({ stores: chosen })} />
        <SegmentField chosen={segments} onChoose={(chosen) => onChoose({ segments: chosen })} />
      </div>
      {isCustom && <CustomRange range={range} onChoose={(chosen) => onChoose({ range: chosen })} />}
    </section>
  )
}

/** Two days; nothing is asked for before both make sense. */
function CustomRange({
  range,
  onChoose,
}: {
  readonly range: NonNullable<FigureSettings['range']>
  readonly onChoose: (range: { readonly from: string; readonly to: string }) => void
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

interface NamesField {
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: string[]) => void
}

function StoreField({ chosen, onChoose }: NamesField) {
  const { say } = useWords()
  const stores = useStores()
  const known = [...new Set([...stores, ...chosen])]
  return (
    <SelectField
      label={say('filter.store')}
      value={chosen[0] ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? [] : [target.value])}
    >
      <option value="">{say('filter.allStores')}</option>
      {known.map((store) => (
        <option key={store} value={store}>
          {store}
        </option>
      ))}
    </SelectField>
  )
}

function SegmentField({ chosen, onChoose }: NamesField) {
  const { say } = useWords()
  const { data } = useAnswer('GET /api/segments', {})
  const segments = data?.segments ?? []
  return (
    <SelectField
      label={say('filter.segment')}
      value={chosen[0] ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? [] : [target.value])}
    >
      <option value="">{say('filter.everybody')}</option>
      {segments.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
