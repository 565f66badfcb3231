import type { Cart, Dispute, Order, OrderLine, Payment, Refund } from '@cartograph/core'

type Amounts = readonly [
  discount: number,
  shipping: number,
  tax: number,
  fee: number,
  total: number,
]

const prices = { mug: 1000, lamp: 5000, rope: 2000 } as const
type Goods = keyof typeof prices

function line(product: Goods, quantity: number, discount = 0): OrderLine {
  const subtotal = quantity * prices[product]
  return {
    id: product,
    productId: `shop:${product}`,
    name: product,
    quantity,
    subtotal,
    discountTotal: discount,
    total: subtotal - discount,
  }
}

function order(
  id: string,
  placedAt: string,
  customer: string | undefined,
  lines: readonly OrderLine[],
  [discountTotal, shippingTotal, taxTotal, feeTotal, total]: Amounts,
  rest: Partial<Order> = {},
): Order {
  return {
    id: `shop:${id}`,
    connection: 'shop',
    storeId: 'shop:berlin',
    channel: 'web',
    status: 'paid',
    placedAt,
    currency: 'EUR',
    ...(customer === undefined ? {} : { customerId: `shop:${customer}` }),
    lines: [...lines],
    discountTotal,
    shippingTotal,
    taxTotal,
    feeTotal,
    total,
    billing: { country: 'DE', city: 'Berlin' },
    shipping: { country: 'DE', city: 'Berlin' },
    paymentMethod: 'card',
    ...rest,
  }
}

/** A shop in Berlin; lamps cost it 30.00, mugs 4.00, and what rope costs nobody knows. */
export const ledgerOrders: readonly Order[] = [
  order('1', '2026-01-10T12:00:00.000Z', 'ann', [line('mug', 2)], [0, 500, 500, 0, 3000]),
  order('2', '2026-09-05T12:00:00.000Z', 'bob', [line('lamp', 1, 1000)], [1000, 0, 1000, 0, 5000]),
  order(
    '3',
    '2026-09-30T22:30:00.000Z',
    'ann',
    [line('mug', 1), line('lamp', 1)],
    [0, 500, 1625, 0, 8125],
  ),
  order('4', '2026-10-03T12:00:00.000Z', 'cid', [line('mug', 3, 300)], [300, 0, 675, 0, 3375], {
    status: 'fulfilled',
    coupons: [{ code: 'TEN', discountTotal: 300 }],
  }),
  order('5', '2026-10-05T12:00:00.000Z', 'dan', [line('lamp', 1)], [0, 500, 1375, 0, 6875], {
    status: 'refunded',
    billing: { country: 'AT', city: 'Wien' },
    shipping: { country: 'AT', city: 'Wien' },
  }),
  order(
    '6',
    '2026-10-10T12:00:00.000Z',
    'bob',
    [line('mug', 2, 200), line('rope', 1.5, 300)],
    [500, 500, 1250, 0, 6250],
    {
      status: 'partiallyRefunded',
      paymentMethod: 'invoice',
      coupons: [{ code: 'ten', discountTotal: 500 }],
    },
  ),
  order('7', '2026-10-12T12:00:00.000Z', undefined, [line('rope', 2)], [0, 0, 1000, 100, 5100]),
  order('8', '2026-10-15T12:00:00.000Z', 'cid', [line('mug', 1, 1000)], [1000, 0, 0, 0, 0], {
    coupons: [{ code: 'FREE', discountTotal: 1000 }],
  }),
  order('9', '2026-10-20T12:00:00.000Z', 'eve', [line('mug', 1)], [0, 0, 250, 0, 1250], {
    status: 'cancelled',
  }),
  order('10', '2026-10-31T22:30:00.000Z', 'eve', [line('mug', 1)], [0, 500, 375, 0, 1875]),
  order('11', '2026-10-31T23:30:00.000Z', 'eve', [line('lamp', 1)], [0, 0, 1250, 0, 6250]),
  order('12', '2026-05-01T12:00:00.000Z', 'fay', [line('lamp', 2)], [0, 0, 2500, 0, 12_500], {
    status: 'partiallyRefunded',
  }),
  order('13', '2026-10-22T12:00:00.000Z', 'ann', [line('rope', 2)], [0, 0, 0, 0, 4000], {
    status: 'pending',
    email: 'ann@example.com',
  }),
  order('14', '2026-10-25T12:00:00.000Z', 'dan', [line('rope', 1)], [0, 0, 500, 0, 2500], {
    channel: 'till',
  }),
]

function refund(
  id: string,
  of: string,
  createdAt: string,
  total: number,
  rest: Partial<Refund> = {},
): Refund {
  return {
    id: `shop:r${id}`,
    connection: 'shop',
    orderId: `shop:${of}`,
    createdAt,
    currency: 'EUR',
    total,
    ...rest,
  }
}

export const ledgerRefunds: readonly Refund[] = [
  refund('1', '5', '2026-10-20T12:00:00.000Z', 6875),
  refund('2', '6', '2026-11-02T12:00:00.000Z', 1125, {
    taxTotal: 225,
    lines: [{ orderLineId: 'mug', quantity: 1, taxTotal: 225, total: 900 }],
  }),
  refund('3', '12', '2026-10-08T12:00:00.000Z', 6250),
  refund('4', '3', '2026-10-09T12:00:00.000Z', 8125, { status: 'failed' }),
  refund('5', '9', '2026-10-21T12:00:00.000Z', 1250),
]

function payment(
  id: string,
  of: string,
  createdAt: string,
  amount: number,
  rest: Partial<Payment>,
): Payment {
  return {
    id: `pay:${id}`,
    connection: 'pay',
    storeId: 'shop:berlin',
    orderId: `shop:${of}`,
    status: 'paid',
    method: 'card',
    amount,
    currency: 'EUR',
    createdAt,
    ...rest,
  }
}

export const ledgerPayments: readonly Payment[] = [
  payment('3', '3', '2026-10-01T10:00:00.000Z', 8125, { feeAmount: 250 }),
  payment('4a', '4', '2026-10-03T12:00:00.000Z', 3375, { status: 'failed' }),
  payment('4b', '4', '2026-10-03T12:10:00.000Z', 3375, { feeAmount: 130 }),
  payment('5', '5', '2026-10-05T12:00:00.000Z', 6875, {
    status: 'refunded',
    refundedAmount: 6875,
    feeAmount: 200,
  }),
  payment('6', '6', '2026-10-10T12:00:00.000Z', 6250, {
    status: 'partiallyRefunded',
    refundedAmount: 1125,
    feeAmount: 180,
    method: 'invoice',
  }),
  payment('7', '7', '2026-10-12T12:00:00.000Z', 5100, { feeAmount: 150 }),
  payment('9', '9', '2026-10-20T12:00:00.000Z', 1250, { status: 'failed' }),
  payment('13', '13', '2026-10-22T12:00:00.000Z', 4000, { status: 'pending' }),
]

export const ledgerDisputes: readonly Dispute[] = [
  {
    id: 'pay:d1',
    connection: 'pay',
    paymentId: 'pay:7',
    orderId: 'shop:7',
    status: 'needsResponse',
    amount: 5100,
    feeAmount: 1500,
    currency: 'EUR',
    createdAt: '2026-10-28T12:00:00.000Z',
  },
  {
    id: 'pay:d2',
    connection: 'pay',
    paymentId: 'pay:6',
    orderId: 'shop:6',
    status: 'won',
    amount: 6250,
    currency: 'EUR',
    createdAt: '2026-10-30T12:00:00.000Z',
  },
]

function cart(
  id: string,
  at: string,
  status: Cart['status'],
  total: number,
  rest: Partial<Cart>,
): Cart {
  return {
    id: `shop:k${id}`,
    connection: 'shop',
    storeId: 'shop:berlin',
    status,
    currency: 'EUR',
    total,
    createdAt: at,
    ...rest,
  }
}

export const ledgerCarts: readonly Cart[] = [
  cart('1', '2026-10-14T12:00:00.000Z', 'abandoned', 1000, { customerId: 'shop:cid' }),
  cart('2', '2026-10-14T13:00:00.000Z', 'abandoned', 9000, {}),
  cart('3', '2026-10-30T12:00:00.000Z', 'open', 2500, { customerId: 'shop:eve' }),
  cart('4', '2026-10-31T22:00:00.000Z', 'ordered', 1000, { customerId: 'shop:eve' }),
]
