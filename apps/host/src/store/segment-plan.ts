import { listSeparator } from '../segments/index.ts'

/** The tables that a plan speaks of. */
export type SegmentTable =
  | 'segment_customer'
  | 'segment_order'
  | 'segment_product'
  | 'segment_event'

/** How one table leads to another. */
export type SegmentLink =
  | 'customer-order'
  | 'customer-product'
  | 'customer-event'
  | 'order-customer'
  | 'order-product'
  | 'product-order'
  | 'product-customer'

/** How two numbers can stand to each other. */
export type SegmentOrdering = '=' | '!=' | '<' | '<=' | '>' | '>='

/** A column of ten-thousandths, or the days since a column of days; `times` it where that is said. */
export interface SegmentQuantity {
  readonly column: string
  readonly isDay: boolean
}

/** A segment's conditions as the store understands them: every name is a column and every number is whole. */
export type SegmentPlan =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly SegmentPlan[] }
  | { readonly kind: 'not'; readonly part: SegmentPlan }
  | { readonly kind: 'fixed'; readonly is: boolean }
  | { readonly kind: 'known'; readonly column: string }
  | {
      readonly kind: 'number'
      readonly of: SegmentQuantity
      readonly op: SegmentOrdering
      readonly value: number
    }
  | {
      readonly kind: 'numbers'
      readonly of: SegmentQuantity
      readonly op: SegmentOrdering
      readonly other: SegmentQuantity
      /** `of` times `left` is compared with `other` times `right`. */
      readonly left: number
      readonly right: number
    }
  | { readonly kind: 'flag'; readonly column: string; readonly is: boolean }
  | {
      readonly kind: 'text'
      readonly column: string
      readonly op: '=' | '!=' | 'contains'
      readonly value: string
    }
  | {
      readonly kind: 'texts'
      readonly column: string
      readonly op: '=' | '!='
      readonly other: string
    }
  | { readonly kind: 'oneOf'; readonly column: string; readonly values: readonly string[] }
  | {
      readonly kind: 'linked'
      readonly link: SegmentLink
      /** Only what is of this day or later. */
      readonly sinceDay: number | undefined
      readonly where: SegmentPlan | undefined
      /** Undefined: how many there are. */
      readonly sum: SegmentQuantity | undefined
      readonly op: SegmentOrdering
      readonly value: number
    }

/** What a plan is of, and the day that days are counted back from. */
export interface PlannedSegment {
  readonly table: Exclude<SegmentTable, 'segment_event'>
  readonly asOf: number
  readonly where: SegmentPlan
}

/** Numbers are kept in so many parts of one. */
export const segmentParts = 10_000

/** The elements of a list as one text; undefined stays unknown. */
export function listText(values: readonly string[]): string {
  return values.length === 0 ? '' : `${listSeparator}${values.join(listSeparator)}${listSeparator}`
}
