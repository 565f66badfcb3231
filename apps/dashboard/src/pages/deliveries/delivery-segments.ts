import type { ListedSegment } from '../../api/answers.ts'

/** Whose rows tell who they are of; the host says the rest. */
const ofCustomers: ReadonlySet<string> = new Set([
  'profile',
  'customer',
  'order',
  'cart',
  'subscription',
  'event',
])

/** The segments of customers by which rows of an entity can be chosen: those that the configuration knows. */
export function segmentsFor(
  entity: string,
  segments: readonly ListedSegment[],
): readonly ListedSegment[] {
  if (!ofCustomers.has(entity)) return []
  return segments.filter(({ resource, origin }) => resource === 'customer' && origin !== 'api')
}
