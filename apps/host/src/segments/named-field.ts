import { nearest } from '@cartograph/core'
import { segmentFields, type Linked, type SegmentField } from './fields.ts'
import { refused, type Place } from './place.ts'

/** Beyond these no amount and no number of days is meant. */
const greatest = 1e12

/** The field of a name, of what the place speaks of. */
export function fieldNamed(name: unknown, of: Linked, place: Place): SegmentField {
  const fields = segmentFields[of]
  const found = fields.find(({ id }) => id === name)
  if (found !== undefined) return found
  const ids = fields.map(({ id }) => id)
  const meant = typeof name === 'string' ? nearest(name, ids) : undefined
  const better = meant === undefined ? '' : `; did you mean "${meant}"?`
  const article = of === 'order' || of === 'event' ? 'an' : 'a'
  throw refused(
    place,
    `${article} ${of} has no field "${String(name)}"${better || `; it has ${ids.join(', ')}`}`,
  )
}

export function isNumeric({ type }: SegmentField): boolean {
  return type === 'number' || type === 'money' || type === 'days'
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= greatest
}

const kinds: Readonly<Record<SegmentField['type'], string>> = {
  number: 'a number',
  money: 'an amount',
  days: 'a number of days',
  text: 'a text',
  list: 'a list',
  flag: 'true or false',
}

/** What a field is, in words. */
export function kindOf({ type }: SegmentField): string {
  return kinds[type]
}
