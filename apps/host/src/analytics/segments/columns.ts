import type { SegmentQuantity, SegmentTable } from '../../store/index.ts'
import type { Linked, Resource } from '../../segments/index.ts'

/** Fields that are kept as the day from which they count. */
const days: Readonly<Record<string, string>> = {
  'customer/days_since_last': 'last_day',
  'customer/days_since_first': 'first_day',
  'customer/registered_days_ago': 'registered_day',
  'customer/subscription_ended_days_ago': 'subscription_ended_day',
  'order/days_ago': 'day',
  'event/days_ago': 'day',
}

/** Where the store keeps a number. */
export function quantityOf(of: Linked, field: string): SegmentQuantity {
  const day = days[`${of}/${field}`]
  return day === undefined ? { column: field, isDay: false } : { column: day, isDay: true }
}

/** Where the store keeps a field, whatever it is. */
export function columnOf(of: Linked, field: string): string {
  return quantityOf(of, field).column
}

const tables = {
  customer: 'segment_customer',
  order: 'segment_order',
  product: 'segment_product',
} as const satisfies Record<Resource, SegmentTable>

export function tableOf(resource: Resource): (typeof tables)[Resource] {
  return tables[resource]
}
