import {
  segmentParts,
  type SegmentOrdering,
  type SegmentPlan,
  type SegmentQuantity,
} from '../../store/index.ts'
import { Exact } from '../currency/rate-table.ts'

/** A number in the parts that the store keeps; it may still lie between two of them. */
export function whole(value: string | number): Exact {
  return new Exact(value).times(segmentParts)
}

/** The same comparison with a whole number: what lies between two of them is reached by none. */
export function whollyCompared(
  of: SegmentQuantity,
  op: SegmentOrdering,
  value: Exact,
): SegmentPlan {
  const compared = (other: SegmentOrdering, bound: Exact): SegmentPlan => ({
    kind: 'number',
    of,
    op: other,
    value: bound.toNumber(),
  })
  if (value.isInteger()) return compared(op, value)
  if (op === '=') return { kind: 'fixed', is: false }
  if (op === '!=') return { kind: 'known', column: of.column }
  return op === '<' || op === '<=' ? compared('<=', value.floor()) : compared('>=', value.ceil())
}
