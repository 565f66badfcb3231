import type { Expression } from '@cartograph/core'
import type { Settings } from '../settings.ts'

/** An amount in minor units as decimal text of the currency of compilation, by the rate of a day. */
export function converted(
  { currency }: Settings,
  amount: Expression,
  of: { readonly currency: string; readonly at: Expression },
): Expression {
  const inOurs = { $convert: amount, from: of.currency, to: currency, at: of.at }
  return { decimal: { $decimal: inOurs, currency } }
}
