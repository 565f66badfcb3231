import { currencyExponent, fault } from '@cartograph/core'
import { dayIn } from '../calendar/day.ts'
import { isRate } from './ecb-files.ts'
import type { Rate } from './rate-table.ts'

/** The name of whoever uploads as a source of rates: what is uploaded wins over what the bank says of the same day. */
export const uploadSource = 'upload'

/**
 * Rates that somebody uploads for what the European Central Bank does not publish: the columns `day`, `currency` and `rate`, which
 * is what one euro is worth in the currency.
 *
 * @throws a `record` fault that names the first line which is none.
 */
export function uploadedRates(text: string): readonly Rate[] {
  const lines = text.split(/\r?\n/u)
  const separator = (lines[0] ?? '').includes(';') ? ';' : ','
  const heads = cells(lines[0] ?? '', separator).map((head) => head.toLowerCase())
  const [day, currency, rate] = ['day', 'currency', 'rate'].map((name) => heads.indexOf(name))
  if (day === -1 || currency === -1 || rate === -1)
    throw unreadable(1, 'the columns day, currency and rate', lines[0] ?? '')
  return lines.slice(1).flatMap((line, index) => {
    if (line.trim() === '') return []
    const values = cells(line, separator)
    return [
      rateIn(
        index + 2,
        values[day ?? 0] ?? '',
        values[currency ?? 1] ?? '',
        values[rate ?? 2] ?? '',
      ),
    ]
  })
}

function cells(line: string, separator: string): readonly string[] {
  return line
    .replace(/^\uFEFF/u, '')
    .split(separator)
    .map((cell) => cell.trim().replace(/^"(.*)"$/u, '$1'))
}

function rateIn(line: number, day: string, currency: string, rate: string): Rate {
  const date = dayIn(day)
  if (date === undefined) throw unreadable(line, 'a day such as 2026-11-25', day)
  if (currencyExponent(currency) === undefined)
    throw unreadable(line, 'an ISO 4217 code such as AED', currency)
  if (!isRate(rate)) throw unreadable(line, 'a decimal above zero, with a point', rate)
  return { day: date, currency, rate, source: uploadSource }
}

function unreadable(line: number, expected: string, found: string): Error {
  return fault({
    kind: 'record',
    message: `Line ${line} of the rates is not understood: expected ${expected}, found "${found}".`,
    hint: 'Nothing was taken from the file. Mend the line and upload it again.',
  })
}
