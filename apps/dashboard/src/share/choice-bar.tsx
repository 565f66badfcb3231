import { useState } from 'react'
import { CurrencyField } from '../pages/dashboards/currency-field.tsx'
import { comparisons } from '../pages/dashboards/dashboard-state.ts'
import { CustomRange, RangeField, type Range } from '../pages/dashboards/range-field.tsx'
import { SelectField } from '../ui/field.tsx'
import { useWords } from '../words/words-context.tsx'
import type { Chosen } from './use-shared-figures.ts'
import type { Shared } from './use-shared.ts'

/** What whoever looks may choose, and nothing else. */
export function ChoiceBar({
  choices,
  settings: { range = 'last30', compare = 'none', currency: held },
  currency,
  onChoose,
}: {
  readonly choices: Shared['choices']
  readonly settings: Chosen
  /** What the figures are in, as soon as it is known. */
  readonly currency: string | undefined
  readonly onChoose: (change: Chosen) => void
}) {
  const { say } = useWords()
  const [isCustom, setCustom] = useState(typeof range !== 'string')
  const chooseRange = (chosen: Range) => onChoose({ range: chosen })
  if (choices.length === 0) return <span />
  return (
    <section aria-label={say('filter.title')} className="grid min-w-0 gap-3">
      <div className="flex flex-wrap gap-3">
        {choices.includes('range') && (
          <RangeField
            range={range}
            isCustom={isCustom}
            onCustom={setCustom}
            onChoose={chooseRange}
          />
        )}
        {choices.includes('compare') && (
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
        )}
        {choices.includes('currency') && (
          <CurrencyField
            currency={held ?? currency}
            onChoose={(chosen) => onChoose({ currency: chosen })}
          />
        )}
      </div>
      {choices.includes('range') && isCustom && (
        <CustomRange range={range} onChoose={chooseRange} />
      )}
    </section>
  )
}
