import type { Change, Json } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { StripeObject } from './client.ts'
import { streams } from './streams.ts'
import { memoryStripe } from './testing/memory-stripe.ts'
import { november, testContext } from './testing/context.ts'
import { simulatedAccount } from './testing/simulated-account.ts'

const second = november / 1000

function rowsOf(count: number, from = 0): StripeObject[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `row_${String(from + index).padStart(3, '0')}`,
    created: second - index,
  }))
}

/** The children of one parent, and the requests that it took. */
async function childrenOf(
  name: string,
  parent: Json,
  tables: Readonly<Record<string, StripeObject[]>> = {},
) {
  const sent: Request[] = []
  const context = testContext({ sent, answer: memoryStripe({ tables, pageSize: 10 }) })
  const changes: Change[] = []
  let ended = false
  for await (const page of streams[name]?.list?.read(context, { params: parent }, undefined) ??
    []) {
    changes.push(...page.items)
    ended = page.end === true
  }
  expect(ended).toBe(true)
  const rows = changes.map((change) => (change.op === 'upsert' ? change.row : change))
  return { rows, sent: sent.map(({ url }) => new URL(url)) }
}

const list = (data: readonly StripeObject[], more: boolean) => ({
  object: 'list',
  data,
  has_more: more,
})

test('children that came whole with their parent cost no request', async () => {
  const lines = rowsOf(2)
  const { rows, sent } = await childrenOf('invoiceLineItems', {
    id: 'in_1',
    lines: list(lines, false),
  } as Json)
  expect(rows).toStrictEqual(lines.map(({ id, created }) => ({ id, created, invoice: 'in_1' })))
  expect(sent).toStrictEqual([])
})

test('line items are line items, and never the invoice itself', async () => {
  const { rows } = await childrenOf('invoiceLineItems', {
    id: 'in_1',
    lines: list(rowsOf(1), false),
  } as Json)
  expect(rows).not.toContainEqual(expect.objectContaining({ id: 'in_1' }))
})

test('where the parent has only the first ten, all are read, page by page', async () => {
  const lines = rowsOf(25)
  const { rows, sent } = await childrenOf(
    'invoiceLineItems',
    { id: 'in_1', lines: list(lines.slice(0, 10), true) } as Json,
    { '/v1/invoices/in_1/lines': lines },
  )
  expect(rows).toHaveLength(25)
  expect(sent.map(({ searchParams }) => searchParams.get('starting_after'))).toStrictEqual([
    null,
    'row_009',
    'row_019',
  ])
})

test('items of a subscription are asked for by its id', async () => {
  const { rows, sent } = await childrenOf(
    'subscriptionItems',
    { id: 'sub_1', items: list([], true) } as Json,
    { '/v1/subscription_items': rowsOf(1) },
  )
  expect(rows).toStrictEqual([{ id: 'row_000', created: second, subscription: 'sub_1' }])
  expect(sent[0]?.searchParams.get('subscription')).toBe('sub_1')
})

test('line items of a check-out are told whose they are', async () => {
  const { rows } = await childrenOf(
    'checkoutLineItems',
    { id: 'cs_1' },
    { '/v1/checkout/sessions/cs_1/line_items': rowsOf(1) },
  )
  expect(rows).toStrictEqual([{ id: 'row_000', created: second, checkout_session: 'cs_1' }])
})

test('tax ids are read of every customer', async () => {
  const { sent } = await childrenOf(
    'taxIds',
    { id: 'cus_1' },
    { '/v1/customers/cus_1/tax_ids': [] },
  )
  expect(sent.map(({ pathname }) => pathname)).toStrictEqual(['/v1/customers/cus_1/tax_ids'])
})

test('a row whose list is cut at ten is given whole, also when it is read alone', async () => {
  const lines = rowsOf(23)
  const invoice = {
    id: 'in_1',
    created: second - 5,
    lines: { ...list(lines.slice(0, 10), true), url: '/v1/invoices/in_1/lines' },
  }
  const tables = { '/v1/invoices': [invoice], '/v1/invoices/in_1/lines': lines }
  const context = testContext({ answer: memoryStripe({ tables, pageSize: 10 }) })
  const whole = { ...invoice, lines: { ...invoice.lines, data: lines, has_more: false } }
  expect(await streams['invoices']?.get?.read(context, [['in_1']])).toStrictEqual([whole])
  const slice = { params: { gte: second - 10, lt: second, testClock: null } }
  for await (const page of streams['invoices']?.list?.read(context, slice, undefined) ?? [])
    expect(page.items).toStrictEqual([{ op: 'upsert', row: whole }])
})

test('check-outs are asked for with their lines, in lists and alone', async () => {
  const sent: Request[] = []
  const tables = { '/v1/checkout/sessions': [{ id: 'cs_1', created: second - 1 }] }
  const context = testContext({ sent, answer: memoryStripe({ tables }) })
  const slice = { params: { gte: second - 10, lt: second, testClock: null } }
  const pages = streams['checkoutSessions']?.list?.read(context, slice, undefined)
  await pages?.[Symbol.asyncIterator]().next()
  await streams['checkoutSessions']?.get?.read(context, [['cs_1']])
  expect(sent.map(({ url }) => new URL(url).searchParams.get('expand[0]'))).toStrictEqual([
    'data.line_items',
    'line_items',
  ])
})

test('a customer that is deleted before its tax ids are asked for has none, and stops nothing', async () => {
  const { stripe, context } = await simulatedAccount()
  const { id } = stripe.admin.create('customers', {})
  stripe.admin.remove('customers', id)
  const pages: unknown[] = []
  for await (const page of streams['taxIds']?.list?.read(
    context(),
    { params: { id } },
    undefined,
  ) ?? [])
    pages.push(page)
  expect(pages).toStrictEqual([{ items: [], next: { after: null }, end: true }])
})

test('where the row that a list goes on from is gone, the list begins anew', async () => {
  const path = '/v1/invoices/in_1/lines'
  const context = testContext({ answer: memoryStripe({ tables: { [path]: rowsOf(2) } }) })
  const parent = { id: 'in_1', lines: list([], true) } as unknown as Json
  const items: Change[] = []
  for await (const page of streams['invoiceLineItems']?.list?.read(
    context,
    { params: parent },
    { after: 'row_gone' },
  ) ?? [])
    items.push(...page.items)
  expect(items).toHaveLength(2)
})

test('a payment method that belongs to nobody is gone', async () => {
  const context = testContext({
    answer: () => Response.json({ id: 'pm_1', object: 'payment_method', customer: null }),
  })
  expect(await streams['paymentMethods']?.get?.read(context, [['pm_1']])).toStrictEqual([null])
})
