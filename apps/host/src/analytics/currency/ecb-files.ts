import { currencyExponent, fault } from '@cartograph/core'
import { dayIn } from '../calendar/day.ts'
import type { Rate } from './rate-table.ts'

/** The name of the European Central Bank as a source of rates. */
export const ecbSource = 'ECB'

/**
 * The euro reference rates of the European Central Bank: of one day, of ninety days, or all since 1999, as XML; or all as CSV.
 *
 * Codes that are no currencies of the model are left out, such as those of countries that took the euro long ago.
 *
 * @throws a `record` fault where the text is none of these files.
 * @see https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml (read 2026-11-22)
 */
export function ecbRates(text: string): readonly Rate[] {
  const rates = text.trimStart().startsWith('<') ? xmlRates(text) : csvRates(text)
  if (rates.length === 0)
    throw fault({
      kind: 'record',
      message: 'The file has no reference rates of the European Central Bank.',
      hint: 'Expected eurofxref-daily.xml, eurofxref-hist-90d.xml, eurofxref-hist.xml or eurofxref-hist.csv.',
    })
  return rates
}

const cube = /<Cube\s([^<>]*)>/gu
const attribute = /(time|currency|rate)\s*=\s*(?:'([^']*)'|"([^"]*)")/gu

function xmlRates(text: string): readonly Rate[] {
  const rates: Rate[] = []
  let day: number | undefined
  for (const [, attributes = ''] of text.matchAll(cube)) {
    const given = new Map(
      [...attributes.matchAll(attribute)].map(([, name, single, double]) => [
        name,
        single ?? double,
      ]),
    )
    const time = given.get('time')
    if (time !== undefined) day = dayIn(time)
    rates.push(...rateOf(day, given.get('currency'), given.get('rate'), ecbSource))
  }
  return rates
}

function csvRates(text: string): readonly Rate[] {
  const [head = '', ...lines] = text.split(/\r?\n/u)
  const currencies = cells(head)
  if (currencies[0]?.toLowerCase() !== 'date') return []
  return lines.flatMap((line) => {
    const [date = '', ...values] = cells(line)
    return values.flatMap((value, index) =>
      rateOf(dayIn(date), currencies[index + 1], value, ecbSource),
    )
  })
}

function cells(line: string): readonly string[] {
  return line.split(',').map((cell) => cell.trim())
}

const decimal = /^\d{1,15}(?:\.\d{1,15})?$/u

function rateOf(
  day: number | undefined,
  currency: string | undefined,
  rate: string | undefined,
  source: string,
): readonly Rate[] {
  if (day === undefined || currency === undefined || rate === undefined) return []
  if (currencyExponent(currency) === undefined || !isRate(rate)) return []
  return [{ day, currency, rate, source }]
}

export function isRate(text: string): boolean {
  return decimal.test(text) && /[1-9]/u.test(text)
}
