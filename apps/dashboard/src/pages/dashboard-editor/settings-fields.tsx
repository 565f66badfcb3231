import type { FigureSettings } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { CheckList } from '../../ui/check-list.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { currencies } from '../dashboards/currencies.ts'
import { comparisons, rangeNames } from '../dashboards/dashboard-state.ts'
import { useStores } from '../dashboards/use-stores.ts'

interface SettingsProps {
  readonly settings: FigureSettings
  /** What it is called to say nothing: what is above then counts. */
  readonly unsaid: string
  readonly onChange: (change: FigureSettings) => void
}

/** What a dashboard says for its widgets, or a widget for itself: each setting may be left to what is above. */
export function SettingsFields({
  currency,
  ...props
}: SettingsProps & {
  /** What amounts are shown in now, as soon as it is known. */
  readonly currency: string | undefined
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      <RangeSetting {...props} />
      <CompareSetting {...props} />
      <CurrencySetting {...props} />
      <StoresSetting {...props} currency={currency} />
      <SegmentSetting {...props} />
    </div>
  )
}

function RangeSetting({ settings: { range }, unsaid, onChange }: SettingsProps) {
  const { say } = useWords()
  const days = typeof range === 'object' ? range : undefined
  return (
    <div className="grid content-start gap-2">
      <SelectField
        label={say('filter.range')}
        value={days === undefined ? ((range as string | undefined) ?? '') : 'custom'}
        onChange={({ target }) =>
          onChange({
            range:
              target.value === 'custom'
                ? thisDay()
                : rangeNames.find((name) => name === target.value),
          })
        }
      >
        <option value="">{unsaid}</option>
        {rangeNames.map((name) => (
          <option key={name} value={name}>
            {say(`range.${name}`)}
          </option>
        ))}
        <option value="custom">{say('range.custom')}</option>
      </SelectField>
      {days !== undefined && (
        <div className="grid grid-cols-2 gap-2">
          <TextField
            type="date"
            label={say('filter.from')}
            value={days.from}
            onChange={({ target }) =>
              target.value !== '' && onChange({ range: { ...days, from: target.value } })
            }
          />
          <TextField
            type="date"
            label={say('filter.to')}
            problem={days.to < days.from ? say('filter.daysTurned') : undefined}
            value={days.to}
            onChange={({ target }) =>
              target.value !== '' && onChange({ range: { ...days, to: target.value } })
            }
          />
        </div>
      )}
    </div>
  )
}

function thisDay(): { readonly from: string; readonly to: string } {
  const today = new Date().toISOString().slice(0, 10)
  return { from: today, to: today }
}

function CompareSetting({ settings: { compare }, unsaid, onChange }: SettingsProps) {
  const { say } = useWords()
  return (
    <SelectField
      label={say('filter.compare')}
      value={compare ?? ''}
      onChange={({ target }) =>
        onChange({ compare: comparisons.find((each) => each === target.value) })
      }
    >
      <option value="">{unsaid}</option>
      {comparisons.map((each) => (
        <option key={each} value={each}>
          {say(`compare.${each}`)}
        </option>
      ))}
    </SelectField>
  )
}

function CurrencySetting({ settings: { currency }, unsaid, onChange }: SettingsProps) {
  const { say } = useWords()
  return (
    <SelectField
      label={say('filter.currency')}
      value={currency ?? ''}
      onChange={({ target }) =>
        onChange({ currency: target.value === '' ? undefined : target.value })
      }
    >
      <option value="">{unsaid}</option>
      {currencies(currency).map((code) => (
        <option key={code} value={code}>
          {code}
        </option>
      ))}
    </SelectField>
  )
}

function StoresSetting({
  settings: { stores },
  unsaid,
  currency,
  onChange,
}: SettingsProps & { readonly currency: string | undefined }) {
  const { say } = useWords()
  const known = [...new Set([...useStores(currency), ...(stores ?? [])])]
  const isSome = stores !== undefined && stores.length > 0
  return (
    <div className="grid content-start gap-2">
      <SelectField
        label={say('filter.store')}
        value={stores === undefined ? '' : isSome ? 'some' : 'all'}
        onChange={({ target: { value } }) =>
          onChange({
            stores: value === '' ? undefined : value === 'all' ? [] : known.slice(0, 1),
          })
        }
      >
        <option value="">{unsaid}</option>
        <option value="all">{say('filter.allStores')}</option>
        {known.length > 0 && (
          <option value="some">
            {say('widget.stores', { count: isSome ? stores.length : 1 })}
          </option>
        )}
      </SelectField>
      {isSome && (
        <CheckList
          label={say('filter.store')}
          options={known.map((store) => ({ value: store, label: store }))}
          chosen={stores}
          onChoose={(chosen) => onChange({ stores: chosen })}
        />
      )}
    </div>
  )
}

function SegmentSetting({ settings: { segments }, unsaid, onChange }: SettingsProps) {
  const { say } = useWords()
  const { data } = useAnswer('GET /api/segments', {})
  const known = data?.segments ?? []
  const [first] = segments ?? []
  return (
    <SelectField
      label={say('filter.segment')}
      value={segments === undefined ? '' : (first ?? '-')}
      onChange={({ target: { value } }) =>
        onChange({ segments: value === '' ? undefined : value === '-' ? [] : [value] })
      }
    >
      <option value="">{unsaid}</option>
      <option value="-">{say('filter.everybody')}</option>
      {first !== undefined && known.every(({ id }) => id !== first) && (
        <option value={first}>{first}</option>
      )}
      {known.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
