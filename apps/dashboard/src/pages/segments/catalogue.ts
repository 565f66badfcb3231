import type { SegmentCatalogue } from '../../api/answers.ts'

export type Linked = 'customer' | 'order' | 'product' | 'event'
export type Resource = Exclude<Linked, 'event'>
export type FieldType = 'number' | 'money' | 'days' | 'text' | 'list' | 'flag'
export type Operator = NonNullable<SegmentCatalogue['operators'][FieldType]>[number]

export function typeOf(
  catalogue: Pick<SegmentCatalogue, 'fields'>,
  of: Linked,
  field: string,
): FieldType | undefined {
  return catalogue.fields[of]?.find(({ id }) => id === field)?.type
}

export function isNumeric(type: FieldType | undefined): boolean {
  return type === 'number' || type === 'money' || type === 'days'
}

/** Whether what is counted has a day, by which the last ones alone can be taken. */
export function hasDay(of: Linked): boolean {
  return of === 'order' || of === 'event'
}
