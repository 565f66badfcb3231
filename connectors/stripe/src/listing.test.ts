import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StripeObject } from './client.ts'
import { listedKinds } from './kinds.ts'
import { memoryStripe, refusal } from './testing/memory-stripe.ts'
import { november, testContext, type Given } from './testing/context.ts'
import { idsOf, readAnew, readStream, sweepKeys } from './testing/read-stream.ts'
import { streams } from './streams.ts'

const now = november / 1000
const yearLength = 31_536_000
const opened = now - 2 * yearLength
const account: StripeObject = { id: 'acct_1', created: opened }

function stream(name: string) {
  const found = streams[name]
  if (found === undefined) throw new Error(`There is no stream ${name}.`)
  return found
}

const charges = stream('charges')

/** Rows made at these instants, in seconds before now. */
function madeBefore(...ages: readonly number[]): StripeObject[] {
  return ages.map((age, index) => ({
    id: `ch_${String(index).padStart(6, '0')}`,
    created: now - age,
  }))
}

interface Table {
  readonly rows: StripeObject[]
  readonly path?: string
  readonly between?: (lists: number) => void
  readonly pageSize?: number
}

function contextOf({ rows, path = '/v1/charges', between, pageSize }: Table, given: Given = {}) {
  const answer = memoryStripe({
    tables: { [path]: rows },
    ...(between !== undefined && { between }),
    ...(pageSize !== undefined && { pageSize }),
  })
  return testContext({
    ...given,
    answer: (request) =>
      request.url.endsWith('/v1/account') ? Response.json(account) : answer(request),
  })
}

const ages = fc.array(fc.oneof(fc.nat(2 * yearLength), fc.constantFrom(5, 5000, 1e7)), {
  maxLength: 60,
})

test('every object is read, over years and however many are made in one second', async () => {
  await fc.assert(
    fc.asyncProperty(ages, fc.integer({ min: 1, max: 7 }), async (made, pageSize) => {
      const rows = madeBefore(...made)
      const { changes } = await readStream(charges, contextOf({ rows, pageSize }))
      expect(new Set(idsOf(changes))).toStrictEqual(new Set(rows.map(({ id }) => id)))
    }),
    { numRuns: 60 },
  )
})

test('what is added or goes while a list is read makes none of the others come twice or not at all', async () => {
  const changes = fc.array(
    fc.record({ at: fc.nat(20), gone: fc.boolean(), which: fc.nat(59), age: fc.nat(yearLength) }),
    { maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(
      ages,
      changes,
      fc.integer({ min: 1, max: 7 }),
      async (made, plan, pageSize) => {
        const rows = madeBefore(...made)
        const stays = new Set(rows.map(({ id }) => id))
        const between = (lists: number) => {
          for (const [index, change] of plan.entries()) {
            if (change.at !== lists) continue
            const gone = change.gone ? rows.splice(change.which % (rows.length || 1), 1) : []
            for (const { id } of gone) stays.delete(id)
            if (!change.gone) rows.push({ id: `ch_new${index}`, created: now - change.age })
          }
        }
        const read = idsOf(
          (await readStream(charges, contextOf({ rows, pageSize, between }))).changes,
        )
        expect(read).toStrictEqual(expect.arrayContaining([...stays]))
      },
    ),
    { numRuns: 60 },
  )
})

test('a walk that is cut off after each page goes on where it stopped', async () => {
  await fc.assert(
    fc.asyncProperty(ages, fc.integer({ min: 1, max: 7 }), async (made, pageSize) => {
      const rows = madeBefore(...made)
      const range = { gte: opened, lt: now + 1, testClock: null }
      const read = await readAnew(charges, contextOf({ rows, pageSize }), { params: range })
      expect(idsOf(read).toSorted()).toStrictEqual(rows.map(({ id }) => id).toSorted())
    }),
    { numRuns: 40 },
  )
})

test('a later run reads what was added, and the last minute before once more', async () => {
  const rows = madeBefore(90, 30)
  const first = await readStream(charges, contextOf({ rows }))
  rows.push({ id: 'ch_late', created: now - 20 }, { id: 'ch_new', created: now + 100 })
  const later = await readStream(charges, contextOf({ rows }, { now: november + 200_000 }), first)
  expect(idsOf(later.changes)).toStrictEqual(['ch_new', 'ch_late', 'ch_000001'])
})

test('years that are over are asked for no more', async () => {
  const rows = madeBefore(90, yearLength, 2 * yearLength)
  const first = await readStream(charges, contextOf({ rows }))
  const sent: Request[] = []
  await readStream(charges, contextOf({ rows }, { sent, now: november + 60_000 }), first)
  expect(sent.filter(({ url }) => url.includes('/v1/charges'))).toHaveLength(1)
})

test('the last minute before a walk began is read again, though the walk ended later', async () => {
  const rows = madeBefore(1000, 2000)
  const year = { params: { gte: opened, lt: now + yearLength, testClock: null } }
  const before = contextOf({ rows, pageSize: 1 })
  const walk = charges.list?.read(before, year, undefined)[Symbol.asyncIterator]()
  const page = await walk?.next()
  const position = page?.done === false ? page.value.next : null
  rows.push({ id: 'ch_late', created: now - 5 })
  const after = contextOf({ rows, pageSize: 9 }, { now: november + 600_000 })
  let from = position
  for (let read = 0; read < 2; read += 1)
    for await (const { next } of charges.list?.read(after, year, from) ?? []) from = next
  expect(from).toStrictEqual({ through: now + 600 - 60, walk: null })
  const late: string[] = []
  from = position
  for (let read = 0; read < 2; read += 1)
    for await (const { items, next } of charges.list?.read(after, year, from) ?? []) {
      late.push(...idsOf(items))
      from = next
    }
  expect(late).toContain('ch_late')
})

test('a full year is split: nothing of it is missing, and only the second of the cut is read twice', async () => {
  const rows = madeBefore(...Array.from({ length: 4000 }, (_, index) => 100 + index * 5000))
  const { changes, positions } = await readStream(charges, contextOf({ rows }))
  expect([...new Set(idsOf(changes))].toSorted()).toStrictEqual(rows.map(({ id }) => id))
  expect(changes.length).toBe(4001)
  expect(positions.size).toBeGreaterThan(4)
})

test('charges made before the start date are not read, customers are', async () => {
  const rows = madeBefore(10, yearLength)
  const given = { startDate: '2026-01-01' }
  const charged = await readStream(charges, contextOf({ rows }, given))
  expect(idsOf(charged.changes)).toStrictEqual(['ch_000000'])
  const known = await readStream(
    stream('customers'),
    contextOf({ rows, path: '/v1/customers' }, given),
  )
  expect(idsOf(known.changes).toSorted()).toStrictEqual(['ch_000000', 'ch_000001'])
})

test('a list without an instant is read whole, and later only what is new', async () => {
  const links = stream('paymentLinks')
  const rows = madeBefore(50, 40, 30, 20, 10)
  const table = { rows, path: '/v1/payment_links', pageSize: 2 }
  const first = await readStream(links, contextOf(table))
  expect(idsOf(first.changes).toSorted()).toStrictEqual(rows.map(({ id }) => id))
  rows.push(...['a', 'b', 'c'].map((id, index) => ({ id, created: now + index })))
  const sent: Request[] = []
  const later = await readStream(links, contextOf(table, { sent }), first)
  expect(idsOf(later.changes).toSorted()).toStrictEqual(['a', 'b', 'c'])
  expect(sent).toHaveLength(2)
})

test('where the newest of such a list is gone it is read whole again', async () => {
  const links = stream('paymentLinks')
  const rows = madeBefore(50, 40, 30)
  const table = { rows, path: '/v1/payment_links', pageSize: 2 }
  const first = await readStream(links, contextOf(table))
  rows.pop()
  const later = await readStream(links, contextOf(table), first)
  expect(idsOf(later.changes).toSorted()).toStrictEqual(['ch_000000', 'ch_000001'])
})

test('the customers of a test clock come when the clock is named', async () => {
  const sent: Request[] = []
  const context = contextOf(
    { rows: madeBefore(10), path: '/v1/customers' },
    { sent, testClocks: ['clock_1'] },
  )
  await readStream(stream('customers'), context)
  const asked = sent.map(({ url }) => new URL(url).searchParams)
  expect(asked.at(-1)?.get('test_clock')).toBe('clock_1')
  expect(asked.at(-1)?.has('created[gte]')).toBe(false)
})

test('cancelled subscriptions are not missing: all statuses are asked for', async () => {
  const sent: Request[] = []
  await readStream(
    stream('subscriptions'),
    contextOf({ rows: [], path: '/v1/subscriptions' }, { sent }),
  )
  expect(new URL(sent.at(-1)?.url ?? '').searchParams.get('status')).toBe('all')
})

test('payouts, balance transactions and refunds have streams that read them', async () => {
  for (const name of ['payouts', 'balanceTransactions', 'refunds'] as const) {
    const { path } = listedKinds[name]
    const { changes } = await readStream(stream(name), contextOf({ rows: madeBefore(10), path }))
    expect(idsOf(changes)).toStrictEqual(['ch_000000'])
  }
})

test('a sweep finds the keys of all that is there, and what cannot be deleted has none', async () => {
  const rows = madeBefore(10, yearLength, 2 * yearLength)
  const keys = await sweepKeys(stream('customers'), contextOf({ rows, path: '/v1/customers' }))
  expect(keys).toStrictEqual([['ch_000002'], ['ch_000001'], ['ch_000000']])
  expect(charges.list).not.toHaveProperty('keys')
})

test('single objects are asked for by id; one that is gone is null', async () => {
  const rows = madeBefore(10)
  const found = await charges.get?.read(contextOf({ rows }), [['ch_000000'], ['ch_9']])
  expect(found).toStrictEqual([rows[0], null])
})

test('a page is fetched only when it is asked for', async () => {
  const sent: Request[] = []
  const context = contextOf({ rows: madeBefore(1, 2, 3), pageSize: 1 }, { sent })
  const slice = { params: { gte: opened, lt: now + 1, testClock: null } }
  const walk = charges.list?.read(context, slice, undefined)[Symbol.asyncIterator]()
  await walk?.next()
  await walk?.return?.()
  expect(sent).toHaveLength(1)
})

test('a refusal in the middle of a list stops the slice, which is not read to its end by it', async () => {
  const rows = madeBefore(1, 2, 3, 4)
  const answers = memoryStripe({ tables: { '/v1/charges': rows }, pageSize: 2 })
  let asked = 0
  const context = testContext({
    answer: (request) => {
      asked += 1
      return asked === 2
        ? refusal(429, { code: 'rate_limit', message: 'slow down' })
        : answers(request)
    },
  })
  const slice = { params: { gte: opened, lt: now + 1, testClock: null } }
  const walk = charges.list?.read(context, slice, undefined)[Symbol.asyncIterator]()
  const first = await walk?.next()
  expect(first?.value).toMatchObject({ end: false })
  await expect(walk?.next()).rejects.toMatchObject({ kind: 'rateLimit' })
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
    const { changes } = await readStream(stream('subscriptionSchedules'), context)
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
