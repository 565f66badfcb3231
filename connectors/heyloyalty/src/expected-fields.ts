import type { CustomField } from './list-settings.ts'
import type { Settings } from './settings.ts'

/** Fields that every list can have, and that the default mapping writes. */
export const fixedFields = [
  'firstname',
  'lastname',
  'email',
  'mobile',
  'sex',
  'birthdate',
  'address',
  'postalcode',
  'city',
  'country',
  'reference',
] as const

const sums: readonly CustomField[] = [
  { name: 'total_spent', label: 'Total spent', format: 'text' },
  { name: 'average_spent_per_order', label: 'Average spent per order', format: 'text' },
]
const counts: readonly CustomField[] = [
  { name: 'total_orders', label: 'Total orders', format: 'number' },
  { name: 'first_order_date', label: 'First order', format: 'date' },
  { name: 'last_order_date', label: 'Last order', format: 'date' },
]

/** Fields that the default mapping writes besides, under the names of the vendor's own sample, and those of the settings. */
export function customFieldsOf({ currency, fields = [] }: Settings): readonly CustomField[] {
  const own = new Set(fields.map(({ name }) => name))
  const standard = [...counts, ...(currency === undefined ? [] : sums)]
  return [...standard.filter(({ name }) => !own.has(name)), ...fields]
}

/** Formats that take what the default mapping writes: sums are text, and whole in numbers. */
export const takenFormats: Readonly<Record<string, ReadonlySet<string>>> = {
  text: new Set(['text', 'number']),
  number: new Set(['number', 'text']),
  date: new Set(['date', 'text']),
  boolean: new Set(['boolean']),
  choice: new Set(['choice']),
  multi: new Set(['multi']),
}
