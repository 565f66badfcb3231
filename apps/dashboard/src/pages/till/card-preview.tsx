import { useId } from 'react'
import { Facts } from '../../ui/facts.tsx'
import { useWords } from '../../words/words-context.tsx'
import { moneyText } from '../money-text.ts'
import { sampleCustomer } from './sample-customer.ts'
import type { FieldSet } from './till-fields.ts'
import { useFieldName } from './use-field-name.ts'

/** The card of a customer as whoever stands at the till sees it, of somebody who does not exist. */
export function CardPreview({
  set,
  fields,
}: {
  readonly set: FieldSet
  readonly fields: readonly string[]
}) {
  const { say, locale } = useWords()
  const nameOf = useFieldName()
  const id = useId()
  const shown = fields.filter((field) => set[field] !== undefined)
  return (
    <section
      aria-labelledby={id}
      className="grid gap-4 rounded-xl border border-line bg-ground p-4"
    >
      <header>
        <h3 id={id} className="font-semibold">
          {say('till.preview')}
        </h3>
        <p className="text-sm text-faint">{say('till.previewNote')}</p>
      </header>
      {shown.length === 0 ? (
        <p className="text-sm text-soft">{say('till.previewEmpty')}</p>
      ) : (
        <Facts
          facts={shown.map((field) => ({
            name: nameOf(field),
            value:
              field === 'gender'
                ? say('till.sampleGender')
                : (sampleCustomer[field] ?? say('form.yes')),
          }))}
        />
      )}
      <Facts
        facts={[
          {
            name: say('till.bonusCheck'),
            value: moneyText(10_000, 'SEK', locale),
          },
          { name: say('till.lastPurchase'), value: moneyText(89_800, 'SEK', locale) },
        ]}
      />
    </section>
  )
}
