import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useWords } from '../../words/words-context.tsx'
import { moneyText } from '../money-text.ts'
import { latestPurchases, tillValue } from './till-customer.ts'
import { useFieldName } from './use-field-name.ts'

const lookedAt = 50

/** The card of a real customer, with what the chosen fields let a till show. */
export function CustomerCard({
  id,
  fields,
}: {
  readonly id: string
  readonly fields: readonly string[]
}) {
  const { say } = useWords()
  const nameOf = useFieldName()
  const customer = useAnswer('GET /api/customers/:id', { params: { id } })
  return (
    <Answered query={customer}>
      {({ person }) => (
        <>
          {fields.length === 0 ? (
            <p className="text-sm text-soft">{say('till.previewEmpty')}</p>
          ) : (
            <Facts
              facts={fields.map((field) => {
                const value = tillValue(person, field)
                const text =
                  typeof value === 'boolean' ? say(value ? 'form.yes' : 'form.no') : value
                return { name: nameOf(field), value: text ?? '–' }
              })}
            />
          )}
          <Purchases id={id} />
        </>
      )}
    </Answered>
  )
}

function Purchases({ id }: { readonly id: string }) {
  const { say, formats, locale } = useWords()
  const timeline = useAnswer('GET /api/customers/:id/timeline', {
    params: { id },
    query: { limit: lookedAt },
  })
  return (
    <Answered query={timeline}>
      {({ moments }) => {
        const purchases = latestPurchases(moments)
        return purchases.length === 0 ? (
          <p className="text-sm text-soft">{say('till.noPurchases')}</p>
        ) : (
          <Facts
            facts={purchases.map(({ number, at, total, currency }) => ({
              name: `${formats.day(at)} · ${number}`,
              value: moneyText(total, currency, locale),
            }))}
          />
        )
      }}
    </Answered>
  )
}
