import { currencyExponent, fault } from '@cartograph/core'
import type { Facts } from '../metrics/view.ts'

/** The currency that was asked for, else the only one that is paid in; euros where there is none. */
export function presentationCurrency(facts: Facts, asked: string | undefined): string {
  return onlyCurrency(asked, () =>
    [...facts.orders, ...facts.payments, ...facts.disputes, ...facts.loose].map(
      ({ currency }) => currency,
    ),
  )
}

/** @throws a `config` fault for what is no currency, and where there are several and none was asked for. */
export function onlyCurrency(asked: string | undefined, known: () => readonly string[]): string {
  if (asked !== undefined) {
    if (currencyExponent(asked) !== undefined) return asked
    throw fault({
      kind: 'config',
      message: `"${asked}" is no currency.`,
      hint: 'Give its ISO 4217 code in capitals, such as EUR.',
    })
  }
  const found = [...new Set(known())].toSorted()
  if (found.length > 1)
    throw fault({
      kind: 'config',
      message: `What was sold is in ${found.join(' and ')}, which do not add up.`,
      hint: 'Say in which currency to show it, such as `currency: EUR` or --currency EUR.',
    })
  return found[0] ?? 'EUR'
}
