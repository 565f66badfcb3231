import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../../words/words-context.tsx'
import { currencies } from './currencies.ts'

/** What amounts are shown in. */
export function CurrencyField({
  currency,
  onChoose,
}: {
  /** The one that they are in now, as soon as it is known. */
  readonly currency: string | undefined
  readonly onChoose: (currency: string) => void
}) {
  const { say } = useWords()
  return (
    <SelectField
      label={say('filter.currency')}
      value={currency ?? ''}
      onChange={({ target }) => onChoose(target.value)}
    >
      {currencies(currency).map((code) => (
        <option key={code} value={code}>
          {code}
        </option>
      ))}
    </SelectField>
  )
}
