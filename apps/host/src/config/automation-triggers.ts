/** What can happen that automations know of by themselves, and what each is; beside them there are events of any type. */
export const automationTriggers = {
  'order.placed': 'An order was placed.',
  'order.paid': 'An order was paid.',
  'order.shipped': 'An order was shipped, or handed over.',
  'order.refunded': 'Money was given back for an order.',
  'customer.created': 'A customer is new.',
  'customer.updated': 'A property of a person changed.',
  'segment.entered': 'A member entered a segment.',
  'segment.left': 'A member left a segment.',
  birthday: 'A person has a birthday.',
  'product.backInStock': 'A product or a variant can be bought again.',
  'product.priceDrop': 'A product or a variant costs less than before.',
  'voucher.expiring': 'A bonus is about to end.',
  // Events that vendors tell of a person, such as Raptor.
  'cart.abandoned': 'A vendor tells that a person left a cart.',
  'product.priceDropped': 'A vendor tells that a product costs less that a person looked at.',
  'product.cameBackInStock': 'A vendor tells that a product is back that a person looked at.',
} as const satisfies Readonly<Record<string, string>>
