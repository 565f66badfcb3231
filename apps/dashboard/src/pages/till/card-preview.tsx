import { useId, useState } from 'react'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useWords } from '../../words/words-context.tsx'
import { moneyText } from '../money-text.ts'
import { CustomerCard } from './customer-card.tsx'
import { CustomerChoice } from './customer-choice.tsx'
import { sampleCustomer } from './sample-customer.ts'
import type { FieldSet } from './till-fields.ts'
import { useFieldName } from './use-field-name.ts'

/** The card of a customer as whoever stands at the till sees it: of somebody who does not exist, or of a customer who is looked for. */
export function CardPreview({
  set,
  fields,
}: {
  readonly set: FieldSet
  readonly fields: readonly string[]
}) {
  const { say } = useWords()
  const { session } = useSession()
  const [customer, setCustomer] = useState<string>()
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
        <p className="text-sm text-faint">
          {say(customer === undefined ? 'till.previewNote' : 'till.previewReal')}
        </p>
      </header>
      {customer === undefined ? (
        <SampleCard shown={shown} />
      ) : (
        <CustomerCard id={customer} fields={shown} />
      )}
      {customer !== undefined && (
        <div>
          <Button onClick={() => setCustomer(undefined)}>{say('till.showSample')}</Button>
        </div>
      )}
      {mayDo(session, 'customers:read') && <CustomerChoice onChoose={setCustomer} />}
    </section>
  )
}

function SampleCard({ shown }: { readonly shown: readonly string[] }) {
  const { say, locale } = useWords()
  const nameOf = useFieldName()
  return (
    <>
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
    </>
  )
}
