import { formatValue } from '@cartograph/charts'

/** An amount of minor units as people of that language write it. */
export function moneyText(minorUnits: number, currency: string, locale: string): string {
  return formatValue(minorUnits, { type: 'money', currency }, locale)
}
