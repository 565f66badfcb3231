import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { november, testContext } from './testing/context.ts'
import { memoryStripe, refusal } from './testing/memory-stripe.ts'
import { idsOf, readAnew, readStream, sweepKeys } from './testing/read-stream.ts'
import { madeBefore, now, opened, streamNamed, tableContext, yearLength } from './testing/table.ts'

const charges = streamNamed('charges')

const ages = fc.array(fc.oneof(fc.nat(2 * yearLength), fc.constantFrom(5, 5000, 1e7)), {
  maxLength: 60,
})
test('every object is read, over years and however many are made in one second', async () => {
  await fc.assert(
    fc.asyncProperty(ages, fc.integer({ min: 1, max: 7 }), async (made, pageSize) => {
      const rows = madeBefore(...made)
      const { changes } = await readStream(charges, tableContext({ rows, pageSize }))
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
          (await readStream(charges, tableContext({ rows, pageSize, between }))).changes,
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
      const read = await readAnew(charges, tableContext({ rows, pageSize }), { params: range })
      expect(idsOf(read).toSorted()).toStrictEqual(rows.map(({ id }) => id).toSorted())
    }),
    { numRuns: 40 },
  )
})

test('a later run reads what was added, and the last minute before once more', async () => {
  const rows = madeBefore(90, 30)
  const first = await readStream(charges, tableContext({ rows }))
  rows.push({ id: 'ch_late', created: now - 20 }, { id: 'ch_new', created: now + 100 })
  const later = await readStream(
    charges,
    tableContext({ rows }, { now: november + 200_000 }),
    first,
  )
  expect(idsOf(later.changes)).toStrictEqual(['ch_new', 'ch_late', 'ch_000001'])
})

test('years that are over are asked for no more', async () => {
  const rows = madeBefore(90, yearLength, 2 * yearLength)
  const first = await readStream(charges, tableContext({ rows }))
  const sent: Request[] = []
  await readStream(charges, tableContext({ rows }, { sent, now: november + 60_000 }), first)
  expect(sent.filter(({ url }) => url.includes('/v1/charges'))).toHaveLength(1)
})

test('the last minute before a walk began is read again, though the walk ended later', async () => {
  const rows = madeBefore(1000, 2000)
  const year = { params: { gte: opened, lt: now + yearLength, testClock: null } }
  const before = tableContext({ rows, pageSize: 1 })
  const walk = charges.list?.read(before, year, undefined)[Symbol.asyncIterator]()
  const page = await walk?.next()
  const position = page?.done === false ? page.value.next : null
  rows.push({ id: 'ch_late', created: now - 5 })
  const after = tableContext({ rows, pageSize: 9 }, { now: november + 600_000 })
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
  const rows = madeBefore(...Array.from({ length: 12_000 }, (_, index) => 100 + index * 1700))
  const { changes, positions } = await readStream(charges, tableContext({ rows }))
  expect([...new Set(idsOf(changes))].toSorted()).toStrictEqual(rows.map(({ id }) => id))
  expect(changes.length).toBe(12_001)
  expect(positions.size).toBeGreaterThan(4)
})

test('a sweep finds the keys of all that is there, and what cannot be deleted has none', async () => {
  const rows = madeBefore(10, yearLength, 2 * yearLength)
  const keys = await sweepKeys(
    streamNamed('customers'),
    tableContext({ rows, path: '/v1/customers' }),
  )
  expect(keys).toStrictEqual([['ch_000002'], ['ch_000001'], ['ch_000000']])
  expect(charges.list).not.toHaveProperty('keys')
})

test('a page is fetched only when it is asked for', async () => {
  const sent: Request[] = []
  const context = tableContext({ rows: madeBefore(1, 2, 3), pageSize: 1 }, { sent })
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

test('an invoice that is deleted before the rest of its lines is read is left out', async () => {
  const lines = { object: 'list', data: [{ id: 'il_1' }], has_more: true }
  const rows = [{ id: 'in_1', created: now - 5, lines }, ...madeBefore(9)]
  const { changes } = await readStream(
    streamNamed('invoices'),
    tableContext({ rows, path: '/v1/invoices' }),
  )
  expect(idsOf(changes)).toStrictEqual(['ch_000000'])
})
