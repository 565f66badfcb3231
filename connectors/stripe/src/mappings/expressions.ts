import type { Expression } from '@cartograph/core'
import { orderNumberFields } from '../assumptions.ts'
import { divisors } from '../currencies.ts'
import type { Settings } from '../settings.ts'

/** An amount of Stripe's, or a sum of such, in minor units of ISO 4217. */
export type Money = (amount: Expression, currency?: Expression) => Expression

/** Stripe's amounts are whole numbers of its own smallest unit, which is not always that of ISO 4217. */
export function moneyOf({ currencyDecimals }: Pick<Settings, 'currencyDecimals'>): Money {
  const of = divisors(currencyDecimals)
  return (amount, currency = '$.currency') => {
    const code: Expression = { $upper: currency }
    return {
      $money: { $divide: [amount, { $case: code, of, else: 100 }] },
      currency: code,
    }
  }
}

export const currency: Expression = { $upper: '$.currency' }

/** An instant in seconds since 1970. */
export function instant(...values: readonly Expression[]): Expression {
  return { $instant: { $coalesce: values }, unit: 's' }
}

export function filled(...values: readonly Expression[]): Expression {
  return { $firstFilled: values }
}

/** What the shop calls the order, where it told Stripe, so that an order and its payment are recognised. */
export const orderNumber = filled(...orderNumberFields.map((field) => `$.metadata.${field}`))

/** The first word of a name is taken for the given name, and the rest for the family's; Stripe keeps them together. */
export function nameParts(name: string) {
  const words: Expression = { $split: name, at: ' ' }
  return {
    firstName: filled({ $first: words }),
    lastName: filled({ $join: { $slice: words, from: 1 }, with: ' ' }),
  } as const
}

/** An address of Stripe's, with the name and the phone that stand beside it. */
export function address(
  of: string,
  beside: { readonly name: string; readonly phone: string },
): Expression {
  return {
    $if: { $not: { $isMissing: of } },
    then: {
      ...nameParts(beside.name),
      line1: filled(`${of}.line1`),
      line2: filled(`${of}.line2`),
      postcode: filled(`${of}.postal_code`),
      city: filled(`${of}.city`),
      region: filled(`${of}.state`),
      country: { $country: filled(`${of}.country`) },
      phone: { $phone: filled(beside.phone), country: `${of}.country` },
    },
  }
}

/** The payment of a check-out or a charge has the id of its payment intent, which all that belongs to it names. */
export const paymentOrId = filled('$.payment_intent', '$.id')

const parameters = {
  source: '$.metadata.utm_source',
  medium: '$.metadata.utm_medium',
  campaign: '$.metadata.utm_campaign',
  content: '$.metadata.utm_content',
  term: '$.metadata.utm_term',
} as const

/** What led to the sale, where the shop writes the parameters of the link into `metadata` by their own names. */
export const attribution: Expression = {
  $if: { $not: { $isBlank: filled(...Object.values(parameters)) } },
  then: Object.fromEntries(
    Object.entries(parameters).map(([name, path]) => [name, filled(path)] as const),
  ),
}
