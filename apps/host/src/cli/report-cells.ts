import { currencyExponent } from '@cartograph/core'
import { roundMinor, roundOnce, type Exact } from '../analytics/index.ts'

export function percent(share: Exact | undefined): string {
  return share === undefined ? '–' : `${roundOnce(share.times(100), 1).toFixed(1)} %`
}

export function money(value: Exact | undefined, currency: string): string {
  return value === undefined ? '–' : minorText(roundMinor(value), currency)
}

export function minorText(minor: bigint, currency: string): string {
  const places = currencyExponent(currency) ?? 2
  const digits = String(minor < 0n ? -minor : minor).padStart(places + 1, '0')
  const cut = digits.length - places
  return `${minor < 0n ? '-' : ''}${digits.slice(0, cut)}${places === 0 ? '' : `.${digits.slice(cut)}`}`
}
