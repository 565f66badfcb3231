import type { FigureSettings } from '../../api/answers.ts'

export const rangeNames = [
  'today',
  'yesterday',
  'last7',
  'last30',
  'last90',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'thisYear',
  'last12Months',
] as const

export type RangeName = (typeof rangeNames)[number]

export const comparisons = ['none', 'previous', 'year'] as const

const day = /^\d{4}-\d\d-\d\d$/u

/** What whoever looks has chosen, as it stands in the address: it can be kept and sent to others. What is not understood is not chosen. */
export function chosenIn(search: string): FigureSettings {
  const parameters = new URLSearchParams(search)
  const range = rangeIn(parameters.get('range') ?? '')
  const compare = comparisons.find((each) => each === parameters.get('compare'))
  const currency = /^[A-Z]{3}$/u.exec(parameters.get('currency') ?? '')?.[0]
  const stores = parameters.getAll('store').filter((store) => store !== '')
  const segments = parameters.getAll('segment').filter((segment) => segment !== '')
  return {
    ...(range !== undefined && { range }),
    ...(compare !== undefined && { compare }),
    ...(currency !== undefined && { currency }),
    ...(stores.length > 0 && { stores }),
    ...(segments.length > 0 && { segments }),
  }
}

/** The same for the address; empty: nothing is chosen. */
export function searchOf({ range, compare, currency, stores, segments }: FigureSettings): string {
  const parameters = new URLSearchParams()
  if (range !== undefined)
    parameters.set('range', typeof range === 'string' ? range : `${range.from}..${range.to}`)
  if (compare !== undefined) parameters.set('compare', compare)
  if (currency !== undefined) parameters.set('currency', currency)
  for (const store of stores ?? []) parameters.append('store', store)
  for (const segment of segments ?? []) parameters.append('segment', segment)
  return parameters.toString()
}

function rangeIn(text: string): FigureSettings['range'] {
  const name = rangeNames.find((each) => each === text)
  if (name !== undefined) return name
  const [from = '', to = '', ...rest] = text.split('..')
  return rest.length === 0 && isRange(from, to) ? { from, to } : undefined
}

/** Whether two texts are the first and the last day of a time. */
export function isRange(from: string, to: string): boolean {
  return isDay(from) && isDay(to) && from <= to
}

function isDay(text: string): boolean {
  return day.test(text) && !Number.isNaN(Date.parse(text))
}
