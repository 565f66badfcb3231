import type { Operator } from './condition.ts'
import type { SegmentField } from './fields.ts'

export const numberOrderings = ['=', '!=', '<', '<=', '>', '>='] as const

const ofNumbers: readonly Operator[] = [...numberOrderings, 'in', 'known']

/** How values of each type can be compared. */
export const operatorsOf: Readonly<Record<SegmentField['type'], readonly Operator[]>> = {
  number: ofNumbers,
  money: ofNumbers,
  days: ofNumbers,
  text: ['=', '!=', 'in', 'contains', 'known'],
  list: ['contains', 'known'],
  flag: ['=', '!=', 'known'],
}
