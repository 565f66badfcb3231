import { currencyExponent, fault } from '@cartograph/core'
import type { Facts } from '../metrics/view.ts'

/** The currency that was asked for, else the only one that there is; euros where there is none. */
export function presentationCurrency(facts: Facts, asked: string | undefined): string {
  if (asked !== undefined) {
    if (currencyExponent(asked) !== undefined) return asked
    throw fault({
      kind: 'config',
      message: `"${asked}" is no currency.`,
      hint: 'Give its ISO 4217 code in capitals, such as EUR.',
    })
  }
  const paid = [...facts.orders, ...facts.payments, ...facts.loose]
  const found = [...new Set(paid.map(({ currency }) => currency))].toSorted()
  if (found.length > 1)
    throw fault({
      kind: 'config',
      message: `What was sold is in ${found.join(' and ')}, which do not add up.`,
      hint: 'Say in which currency to show it, such as --currency EUR.',
    })
  return found[0] ?? 'EUR'
}
