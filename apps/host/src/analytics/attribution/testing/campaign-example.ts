import type { Cart, JsonObject, Order, Refund } from '@cartograph/core'
import { eventRow, orderRow, refundRow } from './example-rows.ts'

/** How somebody came who followed a link of one of the example's messages. */
const links = {
  'spring/a': { source: 'rule', medium: 'email', campaign: 'spring', content: 'a' },
  'spring/b': { source: 'rule', medium: 'email', campaign: 'spring', content: 'b' },
  'sale/x': { source: 'heyloyalty', medium: 'email', campaign: 'sale', content: 'x' },
} as const

type Message = keyof typeof links

function own(message: Message): Pick<Order, 'attribution'> {
  return { attribution: { kind: 'utm', ...links[message] } }
}

function click(id: string, at: string, customer: string, message: Message): JsonObject {
  const { source, medium, campaign, content } = links[message]
  const url = `https://shop.example/?utm_source=${source}&utm_medium=${medium}&utm_campaign=${campaign}&utm_content=${content}`
  return eventRow(id, at, { customerId: `shop:${customer}`, url })
}

function by(customer: string): Pick<Order, 'customerId'> {
  return { customerId: `shop:${customer}` }
}

/** The orders of docs/marketing/campaigns.md, by its numbers. */
export const exampleOrders: readonly Order[] = [
  orderRow('01', '2026-03-02T10:00:00.000Z', { goods: '2 mug', ...by('c01'), ...own('spring/a') }),
  orderRow('02', '2026-03-02T11:00:00.000Z', {
    goods: 'lamp',
    ...by('c02'),
    ...own('spring/b'),
    shippingTotal: 500,
    taxTotal: 1000,
    total: 6500,
  }),
  orderRow('03', '2026-03-03T10:00:00.000Z', { goods: 'rope', ...by('c03'), ...own('sale/x') }),
  orderRow('04', '2026-03-03T11:00:00.000Z', { goods: 'mug', ...by('c04') }),
  orderRow('05', '2026-03-04T10:00:00.000Z', { goods: 'lamp, bulb', ...by('c05') }),
  orderRow('06', '2026-03-05T10:00:00.000Z', { goods: '3 mug', ...by('c06') }),
  orderRow('07', '2026-03-05T11:00:00.000Z', { goods: 'lamp', ...by('c07'), ...own('sale/x') }),
  orderRow('08', '2026-03-06T10:00:00.000Z', { goods: '2 rope', ...by('c08') }),
  orderRow('09', '2026-03-06T10:00:00.000Z', { goods: 'mug', ...by('c09') }),
  orderRow('10', '2026-03-07T10:00:00.000Z', { goods: 'lamp', ...by('c10') }),
  orderRow('11', '2026-03-08T10:00:00.000Z', { goods: 'mug', ...by('c11') }),
  orderRow('12', '2026-03-09T10:00:00.000Z', {
    goods: '2 mug',
    ...by('c12'),
    attribution: { kind: 'organic', source: 'google', medium: 'organic' },
  }),
  orderRow('13', '2026-03-09T11:00:00.000Z', {
    goods: 'lamp',
    ...by('c13'),
    attribution: { kind: 'typein', source: '(direct)' },
  }),
  orderRow('14', '2026-03-10T10:00:00.000Z', { goods: 'mug', ...by('c14'), ...own('spring/a') }),
  orderRow('15', '2026-03-10T11:00:00.000Z', {
    goods: 'lamp, mug',
    ...by('c15'),
    ...own('spring/b'),
  }),
  orderRow('16', '2026-03-11T10:00:00.000Z', {
    goods: '2 lamp',
    discount: 1000,
    ...by('c16'),
    ...own('sale/x'),
  }),
  orderRow('17', '2026-03-12T10:00:00.000Z', { goods: 'mug', ...by('c16') }),
  orderRow('18', '2026-03-13T10:00:00.000Z', {
    goods: 'mug',
    currency: 'SEK',
    ...by('c17'),
    ...own('spring/a'),
  }),
  orderRow('19', '2026-03-20T10:00:00.000Z', {
    goods: 'lamp',
    currency: 'SEK',
    ...by('c18'),
    ...own('spring/a'),
  }),
  orderRow('20', '2026-03-21T10:00:00.000Z', {
    goods: '2 mug',
    currency: 'SEK',
    ...by('c19'),
    ...own('sale/x'),
  }),
  orderRow('21', '2026-03-31T23:30:00.000Z', { goods: 'mug', ...by('c20'), ...own('spring/a') }),
  orderRow('22', '2026-02-28T23:30:00.000Z', { goods: 'rope', ...by('c21'), ...own('spring/b') }),
  orderRow('23', '2026-04-01T02:00:00.000Z', {
    goods: 'lamp',
    storeId: 'shop:new-york',
    ...by('c22'),
    ...own('sale/x'),
  }),
  orderRow('24', '2026-03-14T09:00:00.000Z', {
    goods: 'lamp',
    status: 'cancelled',
    ...by('c23'),
    ...own('spring/a'),
  }),
  orderRow('25', '2026-03-14T10:00:00.000Z', {
    goods: 'mug',
    status: 'pending',
    ...by('c24'),
    ...own('spring/a'),
  }),
  orderRow('26', '2026-03-15T10:00:00.000Z', { goods: 'mug', ...by('c24') }),
  orderRow('27', '2026-03-16T10:00:00.000Z', { goods: 'rope', ...own('sale/x') }),
  orderRow('28', '2026-03-16T11:00:00.000Z', { goods: 'mug' }),
  orderRow('29', '2026-03-17T10:00:00.000Z', {
    goods: 'lamp',
    ...by('c25'),
    extra: {
      metadata: {
        utm_source: 'rule',
        utm_medium: 'email',
        utm_campaign: 'spring',
        utm_content: 'b',
        order_id: '29',
      },
    },
  }),
  orderRow('30', '2026-03-18T10:00:00.000Z', {
    goods: '2 mug',
    ...by('c26'),
    attribution: {
      landingPage:
        'https://shop.example/p/12?utm_source=dialoginsight&utm_medium=email&utm_campaign=autumn&di_batch=5521',
    },
  }),
  orderRow('31', '2026-03-19T10:00:00.000Z', { goods: 'mug', ...by('c27') }),
  orderRow('32', '2026-03-22T10:00:00.000Z', { goods: 'rope', ...by('c28') }),
  orderRow('33', '2026-03-23T10:00:00.000Z', {
    goods: 'lamp',
    ...by('c29'),
    attribution: { kind: 'utm', source: '(direct)', medium: '(none)', campaign: '(not set)' },
  }),
  orderRow('34', '2026-03-24T10:00:00.000Z', {
    goods: 'mug',
    discount: 1000,
    ...by('c30'),
    ...own('sale/x'),
  }),
]

export const exampleRefunds: readonly Refund[] = [
  refundRow('14', '2026-03-20T10:00:00.000Z', { goods: 'mug', total: 1000 }),
  refundRow('15', '2026-04-02T10:00:00.000Z', { goods: 'mug', total: 1000 }),
  refundRow('19', '2026-03-25T10:00:00.000Z', { total: 25_000, currency: 'SEK' }),
]

export const exampleCarts: readonly Cart[] = [
  {
    id: 'shop:k11',
    connection: 'shop',
    status: 'ordered',
    orderId: 'shop:11',
    createdAt: '2026-03-07T10:00:00.000Z',
    attribution: links['sale/x'],
  },
]

export const exampleEvents: readonly JsonObject[] = [
  click('e05', '2026-03-01T10:00:00.000Z', 'c05', 'spring/a'),
  click('e06-1', '2026-03-01T10:00:00.000Z', 'c06', 'spring/a'),
  click('e06-2', '2026-03-04T10:00:00.000Z', 'c06', 'sale/x'),
  click('e07', '2026-03-02T10:00:00.000Z', 'c07', 'spring/a'),
  click('e08', '2026-02-04T09:59:59.999Z', 'c08', 'spring/a'),
  click('e09', '2026-02-04T10:00:00.000Z', 'c09', 'spring/a'),
  click('e10', '2026-03-07T10:00:00.001Z', 'c10', 'spring/b'),
  eventRow('e13', '2026-03-08T10:00:00.000Z', {
    customerId: 'shop:c13',
    url: '/p/7?utm_source=google&utm_medium=cpc&utm_campaign=brand',
  }),
  eventRow('e31-1', '2026-03-18T10:00:00.000Z', {
    customerId: 'shop:c27',
    type: 'email.clicked',
    channel: 'email',
    campaign: 'spring',
  }),
  eventRow('e31-2', '2026-03-18T12:00:00.000Z', {
    customerId: 'shop:c27',
    type: 'email.opened',
    channel: 'email',
    campaign: 'sale',
  }),
  click('e32-1', '2026-03-22T09:00:00.000Z', 'c28', 'spring/a'),
  click('e32-2', '2026-03-22T09:00:00.000Z', 'c28', 'sale/x'),
]
