import type { Entry } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { feed } from './feed.ts'
import { memoryStripe } from './testing/memory-stripe.ts'
import { november, testContext } from './testing/context.ts'
import { eventOf } from './testing/event.ts'

const second = november / 1000

/** An event about a charge of its own. */
function happened(id: string, created: number) {
  return eventOf('charge.succeeded', { id: `ch_${id}` }, { id, created })
}

type Event = ReturnType<typeof happened>
type Position = Parameters<typeof feed.read>[1]

function contextOf(events: Event[], now: number, pageSize = 100, between?: () => void) {
  const answer = memoryStripe({
    tables: { '/v1/events': events },
    pageSize,
    ...(between !== undefined && { between }),
  })
  return testContext({ now, answer })
}

/** Reads the feed to its end, each page from the position of the one before. */
async function follow(
  events: Event[],
  from: Position,
  options: { readonly now: number; readonly pageSize?: number; readonly between?: () => void },
) {
  const entries: Entry[] = []
  let at = from
  for (;;) {
    const context = contextOf(events, options.now, options.pageSize, options.between)
    const walk = feed.read(context, at)[Symbol.asyncIterator]()
    const { value, done } = await walk.next()
    if (done === true) throw new Error('The feed ended without saying so.')
    entries.push(...value.items)
    at = value.next
    if (value.end === true) return { entries, at }
  }
}

const idsOf = (entries: readonly Entry[]) => entries.flatMap(({ id }) => id ?? [])

test('it begins a minute behind now, before anything is listed', async () => {
  expect(await feed.start(contextOf([], november))).toStrictEqual({
    through: second - 60,
    seen: [],
    walk: null,
  })
})

test('the last minute is left for later, because events become visible late', async () => {
  const events = [happened('a', second + 10), happened('b', second + 50)]
  const start = { through: second, seen: [], walk: null }
  const now = november + 100_000
  const first = await follow(events, start, { now })
  expect(idsOf(first.entries)).toStrictEqual(['a'])
  const later = await follow(events, first.at, { now: now + 60_000 })
  expect(idsOf(later.entries)).toStrictEqual(['b'])
})

test('two events in the same second are both told, though the later one shows up late', async () => {
  const events = [happened('a', second + 38)]
  const start = { through: second, seen: [], walk: null }
  const first = await follow(events, start, { now: november + 100_000 })
  events.push(happened('b', second + 38))
  const later = await follow(events, first.at, { now: november + 130_000 })
  expect([idsOf(first.entries), idsOf(later.entries)]).toStrictEqual([['a'], ['b']])
})

test('nothing new costs one request, and the same second none', async () => {
  const sent: Request[] = []
  const answer = memoryStripe({ tables: { '/v1/events': [] } })
  const from = { through: second, seen: [], walk: null }
  for (const now of [november + 60_000, november + 70_000]) {
    const context = testContext({ now, answer, sent })
    for await (const page of feed.read(context, from)) expect(page.end).toBe(true)
  }
  expect(sent).toHaveLength(1)
})

test('every event is told once, in whatever second it happened, however often the walk is cut off', async () => {
  const seconds = fc.array(fc.oneof(fc.nat(1000), fc.constantFrom(3, 500)), { maxLength: 40 })
  const runs = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(
      seconds,
      runs,
      fc.integer({ min: 1, max: 5 }),
      async (made, waits, pageSize) => {
        const events = made.map((at, index) => happened(`e${index}`, second + at))
        let at: Position = { through: second, seen: [], walk: null }
        let now = november
        const ids: string[] = []
        for (const wait of [...waits, 2000]) {
          now += wait * 1000
          const read = await follow(events, at, { now, pageSize })
          ids.push(...idsOf(read.entries))
          ;({ at } = read)
        }
        expect(ids.toSorted()).toStrictEqual(events.map(({ id }) => id).toSorted())
      },
    ),
    { numRuns: 60 },
  )
})

test('events that go while the log is read, because they are 30 days old, stop nothing', async () => {
  const events = [1, 2, 3, 4, 5].map((at) => happened(`e${at}`, second + at))
  let asked = 0
  const between = () => {
    asked += 1
    // The event that the next page would begin after.
    if (asked === 2) events.splice(3, 1)
  }
  const start = { through: second, seen: [], walk: null }
  const read = await follow(events, start, { now: november + 100_000, pageSize: 2, between })
  expect(new Set(idsOf(read.entries))).toStrictEqual(new Set(['e1', 'e2', 'e3', 'e4', 'e5']))
})

test('events of another connected account are not ours', async () => {
  const events = [{ ...happened('a', second + 1), account: 'acct_2' }, happened('b', second + 2)]
  const start = { through: second, seen: [], walk: null }
  const read = await follow(events, start, { now: november + 100_000 })
  expect(idsOf(read.entries)).toStrictEqual(['b'])
})

test('an event that cannot be read stops nothing', async () => {
  const events = [
    { ...happened('a', second + 1), data: null } as unknown as Event,
    happened('b', second + 2),
  ]
  const start = { through: second, seen: [], walk: null }
  const read = await follow(events, start, { now: november + 100_000 })
  expect(idsOf(read.entries)).toStrictEqual(['b'])
})

test('after a walk that was interrupted long ago, the run that ends it reads up to the present', async () => {
  const events = [happened('old', second + 10), happened('new', second + 5000)]
  const interrupted: Position = {
    through: second,
    seen: [],
    walk: { until: second + 100, after: null, recent: [] },
  }
  const told: Entry[] = []
  let at = interrupted
  for await (const page of feed.read(contextOf(events, november + 9_000_000), interrupted)) {
    told.push(...page.items)
    at = page.next
  }
  expect(idsOf(told)).toStrictEqual(['old', 'new'])
  expect(at).toStrictEqual({ through: second + 9000 - 60, seen: [], walk: null })
})
