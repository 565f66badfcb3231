import { useState, type ReactNode } from 'react'
import type { FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { CurrencyField } from './currency-field.tsx'
import { comparisons } from './dashboard-state.ts'
import { CustomRange, RangeField, type Range } from './range-field.tsx'
import { StoresField } from './stores-field.tsx'

/** What all widgets are asked for: when, compared with what, in which currency, where, and of whom. */
export function FilterBar({
  settings,
  currency,
  isFresh,
  onChoose,
  actions,
}: {
  readonly settings: FigureSettings
  /** What the figures are in, whether or not it was chosen. */
  readonly currency: string | undefined
  readonly isFresh: boolean
  readonly onChoose: (change: FigureSettings) => void
  /** What can be done with what is chosen. */
  readonly actions?: ReactNode
}) {
  const { say } = useWords()
  const { range = 'last30', compare = 'none', stores = [], segments = [] } = settings
  const [isCustom, setCustom] = useState(typeof range !== 'string')
  const chooseRange = (chosen: Range) => onChoose({ range: chosen })
  return (
    <section
      aria-label={say('filter.title')}
      aria-busy={!isFresh}
      className="grid gap-3 rounded-xl border border-line bg-surface p-4 shadow-card"
    >
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
        <RangeField range={range} isCustom={isCustom} onCustom={setCustom} onChoose={chooseRange} />
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
        <CurrencyField
          currency={settings.currency ?? currency}
          onChoose={(chosen) => onChoose({ currency: chosen })}
        />
        <StoresField
          chosen={stores}
          currency={settings.currency ?? currency}
          onChoose={(chosen) => onChoose({ stores: chosen })}
        />
        <SegmentField chosen={segments} onChoose={(chosen) => onChoose({ segments: chosen })} />
      </div>
      {isCustom && <CustomRange range={range} onChoose={chooseRange} />}
      {actions !== undefined && <div className="flex flex-wrap gap-2 empty:hidden">{actions}</div>}
    </section>
  )
}

function SegmentField({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: string[]) => void
}) {
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
