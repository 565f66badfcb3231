import type { Expression } from '@cartograph/core'
import type { Settings } from '../settings.ts'

/** Which currency an amount is in, and when. */
export interface Of {
  readonly currency: Expression
  readonly at: Expression
}

/** An amount in minor units as a number of the base currency, by the rate of a day. */
export function converted({ currency }: Settings, amount: Expression, of: Of): Expression {
  const inOurs = { $convert: amount, from: of.currency, to: currency, at: of.at }
  return { $number: { $decimal: inOurs, currency } }
}

/** Large enough that the rate keeps eight digits. */
const manyMinor = 100_000_000

/**
 * The currency that was paid in, and how much of it is one of the base currency.
 *
 * @see https://github.com/contactlab/magento2-hub (base amount: local amount divided by the rate, read 2026-11)
 */
export function local({ currency }: Settings, of: Of): Expression {
  const many = { $convert: manyMinor, from: currency, to: of.currency, at: of.at }
  return {
    currency: of.currency,
    exchangeRate: {
      $number: {
        $divide: [
          { $decimal: many, currency: of.currency },
          { $decimal: manyMinor, currency },
        ],
      },
    },
  }
}
