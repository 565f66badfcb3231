import { expect, test } from 'vitest'
import { listedKinds } from './kinds.ts'
import { testContext } from './testing/context.ts'
import { memoryStripe, refusal } from './testing/memory-stripe.ts'
import { idsOf, readStream } from './testing/read-stream.ts'
import { account, madeBefore, now, streamNamed, tableContext, yearLength } from './testing/table.ts'

const charges = streamNamed('charges')

test('charges made before the start date are not read, customers are', async () => {
  const rows = madeBefore(10, yearLength)
  const given = { startDate: '2026-01-01' }
  const charged = await readStream(charges, tableContext({ rows }, given))
  expect(idsOf(charged.changes)).toStrictEqual(['ch_000000'])
  const known = await readStream(
    streamNamed('customers'),
    tableContext({ rows, path: '/v1/customers' }, given),
  )
  expect(idsOf(known.changes).toSorted()).toStrictEqual(['ch_000000', 'ch_000001'])
})

test('a list without an instant is read whole, and later only what is new', async () => {
  const links = streamNamed('paymentLinks')
  const rows = madeBefore(50, 40, 30, 20, 10)
  const table = { rows, path: '/v1/payment_links', pageSize: 2 }
  const first = await readStream(links, tableContext(table))
  expect(idsOf(first.changes).toSorted()).toStrictEqual(rows.map(({ id }) => id))
  rows.push(...['a', 'b', 'c'].map((id, index) => ({ id, created: now + index })))
  const sent: Request[] = []
  const later = await readStream(links, tableContext(table, { sent }), first)
  expect(idsOf(later.changes).toSorted()).toStrictEqual(['a', 'b', 'c'])
  expect(sent).toHaveLength(2)
})

test('where the newest of such a list is gone it is read whole again', async () => {
  const links = streamNamed('paymentLinks')
  const rows = madeBefore(50, 40, 30)
  const table = { rows, path: '/v1/payment_links', pageSize: 2 }
  const first = await readStream(links, tableContext(table))
  rows.pop()
  const later = await readStream(links, tableContext(table), first)
  expect(idsOf(later.changes).toSorted()).toStrictEqual(['ch_000000', 'ch_000001'])
})

test('the customers of a test clock come when the clock is named', async () => {
  const sent: Request[] = []
  const context = tableContext(
    { rows: madeBefore(10), path: '/v1/customers' },
    { sent, testClocks: ['clock_1'] },
  )
  await readStream(streamNamed('customers'), context)
  const asked = sent.map(({ url }) => new URL(url).searchParams)
  expect(asked.at(-1)?.get('test_clock')).toBe('clock_1')
  expect(asked.at(-1)?.has('created[gte]')).toBe(false)
})

test('cancelled subscriptions are not missing: all statuses are asked for', async () => {
  const sent: Request[] = []
  await readStream(
    streamNamed('subscriptions'),
    tableContext({ rows: [], path: '/v1/subscriptions' }, { sent }),
  )
  expect(new URL(sent.at(-1)?.url ?? '').searchParams.get('status')).toBe('all')
})

test('payouts, balance transactions and refunds have streams that read them', async () => {
  for (const name of ['payouts', 'balanceTransactions', 'refunds'] as const) {
    const { path } = listedKinds[name]
    const { changes } = await readStream(
      streamNamed(name),
      tableContext({ rows: madeBefore(10), path }),
    )
    expect(idsOf(changes)).toStrictEqual(['ch_000000'])
  }
})

test('single objects are asked for by id; one that is gone is null', async () => {
  const rows = madeBefore(10)
  const found = await charges.get?.read(tableContext({ rows }), [['ch_000000'], ['ch_9']])
  expect(found).toStrictEqual([rows[0], null])
})

test('a permission that is missing is a fault of the stream, never an empty list', async () => {
  const context = testContext({
    answer: (request) =>
      request.url.endsWith('/v1/account')
        ? Response.json(account)
        : refusal(403, { message: "Having the 'rak_charge_read' permission" }),
  })
  await expect(readStream(charges, context)).rejects.toMatchObject({
    kind: 'permission',
    permission: 'rak_charge_read',
  })
})

test('a key that may not read the account reads from the year in which Stripe opened', async () => {
  const context = testContext({
    answer: (request) =>
      request.url.endsWith('/v1/account')
        ? refusal(403, { message: 'not allowed' })
        : memoryStripe({ tables: { '/v1/charges': madeBefore(10, 14 * yearLength) } })(request),
  })
  expect(idsOf((await readStream(charges, context)).changes)).toHaveLength(2)
})

test('subscription schedules that are over are asked for, unless Stripe does not know how', async () => {
  const path = '/v1/subscription_schedules'
  const answers = memoryStripe({ tables: { [path]: madeBefore(10, 20) } })
  const asked = async (knows: boolean) => {
    const sent: Request[] = []
    const context = testContext({
      sent,
      answer: (request) => {
        if (request.url.endsWith('/v1/account')) return Response.json(account)
        const isUnknown = new URL(request.url).searchParams.has('scope') && !knows
        return isUnknown
          ? refusal(400, { code: 'parameter_unknown', param: 'scope', message: 'unknown' })
          : answers(request)
      },
    })
    const { changes } = await readStream(streamNamed('subscriptionSchedules'), context)
    return {
      read: changes.length,
      scope: new URL(sent.at(-1)?.url ?? '').searchParams.get('scope'),
    }
  }
  expect([await asked(true), await asked(false)]).toStrictEqual([
    { read: 2, scope: 'all' },
    { read: 2, scope: null },
  ])
})

test('invoice items say when they were made in a field of their own', async () => {
  const path = '/v1/invoiceitems'
  const rows = Array.from({ length: 5 }, (_, index) => ({
    id: `ii_${index}`,
    created: now - index,
    date: now - index,
  }))
  const answers = memoryStripe({ tables: { [path]: rows }, pageSize: 2 })
  const context = testContext({
    answer: async (request) => {
      if (request.url.endsWith('/v1/account')) return Response.json(account)
      const list = (await answers(request).json()) as {
        readonly data: readonly { created?: number }[]
      }
      for (const row of list.data) delete row.created
      return Response.json(list)
    },
  })
  const { changes } = await readStream(streamNamed('invoiceItems'), context)
  expect(new Set(idsOf(changes))).toStrictEqual(new Set(rows.map(({ id }) => id)))
})
