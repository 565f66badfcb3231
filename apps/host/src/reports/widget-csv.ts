import { currencyExponent } from '@cartograph/core'
import { stringify } from 'csv-stringify/sync'
import type { Answer } from '../analytics/index.ts'
import { withoutFormula } from '../templates/index.ts'

/** The figures of a widget for spreadsheets: whole units of the currency with decimals, names as figures have them, all rows. */
export function widgetCsv(answer: Answer): string {
  const { by, metrics, rows, total, comparedRange, labels = {} } = answer
  const isCompared = comparedRange !== undefined
  const heads = metrics.flatMap(({ id }) => (isCompared ? [id, `${id}_compared`] : [id]))
  const lines = by.length === 0 ? [total] : rows
  const groups = by.flatMap((id) => (labels[id] === undefined ? [id] : [id, `${id}_name`]))
  return stringify([[...groups, ...heads, 'currency'], ...lines.map((row) => cellsOf(row, answer))])
}

function cellsOf(
  { group, figures }: Answer['rows'][number],
  { by, metrics, currency, comparedRange, labels = {} }: Answer,
): readonly string[] {
  const written = (text: string | undefined, type: string) =>
    text === undefined ? '' : type === 'money' ? wholeUnits(text, currency) : text
  const values = metrics.flatMap(({ type }, index) => {
    const { value, compared } = figures[index] ?? {}
    return comparedRange === undefined
      ? [written(value, type)]
      : [written(value, type), written(compared, type)]
  })
  const groups = group.flatMap((value, place) => {
    const called = labels[by[place] ?? '']
    return called === undefined ? [value] : [value, called[value] ?? '']
  })
  return groups.map(withoutFormula).concat(values, [currency])
}

/** By text, because sums may be larger than numbers can be. */
function wholeUnits(minor: string, currency: string): string {
  const places = currencyExponent(currency) ?? 2
  if (places === 0) return minor
  const sign = minor.startsWith('-') ? '-' : ''
  const digits = minor.slice(sign.length).padStart(places + 1, '0')
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
