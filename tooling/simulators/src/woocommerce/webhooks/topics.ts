import type { StoreEvent } from '../store/store.ts'

/** What the store can tell, beside actions: a webhook's topic is a resource and an event. */
const events: Readonly<Record<string, readonly string[]>> = {
  coupon: ['created', 'updated', 'deleted', 'restored'],
  customer: ['created', 'updated', 'deleted'],
  order: ['created', 'updated', 'deleted', 'restored'],
  product: ['created', 'updated', 'deleted', 'restored', 'published'],
}

/** Whether a webhook can be made for it: `refund.created` and `order.published` there are not. */
export function isTopic(topic: string): boolean {
  const [resource = '', event = ''] = topic.split('.')
  if (resource === 'action') return event.startsWith('woocommerce_')
  return events[resource]?.includes(event) ?? false
}

export function topicOf({ resource, event }: StoreEvent): string {
  return `${resource}.${event}`
}

/** The WordPress hooks behind a topic. Recorded for these; another topic's are made up in their likeness. */
export function hooksOf(topic: string): readonly string[] {
  const [resource = '', event = ''] = topic.split('.')
  if (resource === 'action') return [event]
  return recordedHooks[topic] ?? [`woocommerce_${event}_${resource}`]
}

const recordedHooks: Readonly<Record<string, readonly string[]>> = {
  'coupon.updated': ['woocommerce_process_shop_coupon_meta', 'woocommerce_update_coupon'],
}
