import {
  startRaptor,
  type RaptorOptions,
  type SimulatedRaptor,
} from '@cartograph/simulators/raptor'
import type { Outcome, Sink, SinkItem } from '@cartograph/core'
import { deletedItem, writtenItem } from '@cartograph/testkit/reading'
import { afterEach, expect, test } from 'vitest'
import type { Settings } from './settings.ts'
import { testContext } from './testing/context.ts'
import { at, basketOf, coid, email, purchaseOf, visitOf } from './testing/items.ts'
import { trackingActionsOf, trackingSinksOf } from './tracking-sinks.ts'

let raptor: SimulatedRaptor
let now = Date.parse(at)
afterEach(async () => {
  now = Date.parse(at)
  await raptor.close()
})

async function opened(options: RaptorOptions = {}): Promise<void> {
  raptor = await startRaptor({ now: () => now, ...options })
}

/** Writes items, and says the statuses. */
async function write(
  name: keyof ReturnType<typeof trackingSinksOf>,
  items: readonly SinkItem[],
  given: Partial<Settings> = {},
): Promise<readonly Outcome[]> {
  const context = testContext(raptor, given)
  const sink: unknown = trackingSinksOf(context.config)[name]
  return (sink as Sink<Settings>).write(context, items)
}
const statuses = (outcomes: readonly Outcome[]) => outcomes.map(({ status }) => status)
const lines = [1, 2, 3].map((line) =>
  writtenItem(`l${line}`, purchaseOf({ key: `l${line}`, productId: `p${line}` })),
)
const bought = () => raptor.account.events.map(({ values }) => values['productId'])

test.each([
  ['an account set up by the template', {}, {}],
  [
    'one where everything unknown is otherwise',
    {
      positions: { favorites: 60 },
      unknowns: {
        trackingAnswer: 'nothing',
        basketSeparator: '|',
        onlineUserId: 'plain',
        offlineUserId: 'base64',
      },
    } satisfies RaptorOptions,
    {
      positions: { favorites: 60 },
      basketSeparator: '|',
      userIdCoding: { online: 'plain', offline: 'base64' },
    } satisfies Partial<Settings>,
  ],
])('%s understands visits, favourites, baskets and purchases', async (_what, options, given) => {
  await opened(options)
  const favorite = visitOf({ key: 'e2', event: 'favorite', favorites: ['k100', 'k200'], email })
  const all = [
    ...(await write('events', [writtenItem('e1', visitOf()), writtenItem('e2', favorite)], given)),
    ...(await write('baskets', [writtenItem('b', basketOf())], given)),
    ...(await write('purchases', [writtenItem('p', purchaseOf())], given)),
    ...(await write('offlinePurchases', [writtenItem('o', purchaseOf({ key: 'o' }))], given)),
  ]
  expect(statuses(all)).toStrictEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  expect(raptor.account.dropped).toStrictEqual([])
  const { positions } = options as RaptorOptions
  const favorites = positions === undefined ? 'basketContent' : 'favorites'
  const separator = given === undefined || !('basketSeparator' in given) ? ',' : '|'
  expect(
    raptor.account.events.map(({ name, endpoint, person, values }) => [
      name,
      endpoint,
      person,
      values[favorites] ?? values['basketContent'] ?? values['orderId'],
    ]),
  ).toStrictEqual([
    ['visit', 'rsa', undefined, undefined],
    ['favorite', 'rsa', email, `k100${separator}k200`],
    ['basket', 'rsa', email, `m57500_Red${separator}k100`],
    ['buy', 'rsa', email, '100234'],
    ['buy', 'stream', email, '100234'],
  ])
})

test('what the store had before the delivery began is never told', async () => {
  await opened()
  const outcomes = [
    ...(await write('purchases', [writtenItem('l1', purchaseOf(), { cause: 'backfill' })])),
    ...(await write('baskets', [writtenItem('b', basketOf(), { cause: 'backfill' })])),
  ]
  expect(statuses(outcomes)).toStrictEqual(['skipped', 'skipped'])
  expect(raptor.asked).toStrictEqual([])
})

test('where an answer is lost nothing after it is sent, and nothing twice', async () => {
  await opened()
  raptor.next({ kind: 'status', status: 404 })
  raptor.next({ kind: 'doneAndError', status: 502 })
  expect(statuses(await write('purchases', lines))).toStrictEqual([
    'failed',
    'unknown',
    'untouched',
  ])
  expect(bought()).toStrictEqual(['p2'])
})

test('a connection that breaks after the first line leaves the first as told', async () => {
  await opened()
  const [first, ...others] = lines
  const context = testContext(raptor)
  const broken = Object.assign(
    async (input: string | URL | Request) => {
      if (typeof input === 'string' && input.includes('p2=p2')) throw networkFault
      return globalThis.fetch(input)
    },
    { with: () => broken },
  )
  const outcomes = await trackingSinksOf(context.config).purchases.write(
    { ...context, fetch: broken },
    first === undefined ? [] : [first, ...others],
  )
  expect(statuses(outcomes)).toStrictEqual(['ok', 'unknown', 'untouched'])
})
const networkFault = Object.assign(new Error('The connection broke.'), {
  $fault: 'v1' as const,
  kind: 'transient' as const,
})

test('behind a limit everything waits as long as it says', async () => {
  await opened()
  raptor.next({ kind: 'status', status: 429, retryAfter: 3 })
  const [first, ...others] = await write('purchases', lines)
  expect([first, ...others]).toStrictEqual([
    { status: 'untouched', afterMs: 3000 },
    { status: 'untouched', afterMs: 3000 },
    { status: 'untouched', afterMs: 3000 },
  ])
})

test('an account that is not there stops the delivery, with where to look', async () => {
  await opened()
  raptor.next({ kind: 'status', status: 404 })
  const [outcome] = await write('events', [writtenItem('e1', visitOf())])
  expect(outcome).toMatchObject({
    status: 'failed',
    fault: {
      kind: 'config',
      scope: 'part',
      hint: 'Compare `customerId` with the control panel of Raptor.',
    },
  })
})

test('a basket that is over is told as an empty one, an old one and one of an erased person is not', async () => {
  await opened()
  const [last, old] = [basketOf(), basketOf({ at: '2026-03-01T09:00:00.000Z' })]
  const outcomes = await write('baskets', [
    deletedItem('b', 'removed', last),
    deletedItem('b', 'excluded', old),
    deletedItem('b', 'erased', last),
    deletedItem('b', 'removed'),
  ])
  expect(statuses(outcomes)).toStrictEqual(['ok', 'ok', 'ok', 'ok'])
  expect(raptor.account.events.map(({ values }) => values['basketContent'])).toStrictEqual([''])
})

const ages = (given: Partial<Settings>) => {
  const sinks = trackingSinksOf(testContext(raptor, given).config)
  return [sinks.purchases.live?.maxAgeMs, sinks.baskets.live?.maxAgeMs]
}

test('purchases are told as late as a day, baskets as late as an hour, or as the settings say', async () => {
  await opened()
  expect(ages({})).toStrictEqual([86_400_000, 3_600_000])
  expect(ages({ purchasesWithinMs: 5, eventsWithinMs: 4 })).toStrictEqual([5, 4])
})

const asks = (given: Partial<Settings>, item: Parameters<typeof visitOf>[0]) =>
  trackingSinksOf(testContext(raptor, given).config).events.subject?.(visitOf(item))

test('whose consent is asked for is the person or the customer, and nobody’s where only a device is known', async () => {
  await opened()
  expect([
    asks({}, { email, customer: 'shop:7' }),
    asks({ needsConsent: false }, { email }),
    asks({}, {}),
  ]).toStrictEqual([{ email, customerId: 'shop:7', needs: ['profiling'] }, { email }, null])
})

const harms = (given: Partial<Settings>) => {
  const { purchases, baskets } = trackingSinksOf(testContext(raptor, given).config)
  return [purchases.onUnknown, baskets.onUnknown]
}

test('what nobody saw the end of is lost or doubled as the settings say, and a basket repeated', async () => {
  await opened()
  expect([harms({}), harms({ onUnknown: 'double' })]).toStrictEqual([
    ['lose', 'repeat'],
    ['double', 'repeat'],
  ])
})

test('an automation tells a single event', async () => {
  await opened()
  const context = testContext(raptor)
  const { track } = trackingActionsOf(context.config)
  const click = visitOf({ event: 'itemclick', moduleName: 'GetSimilarItems' })
  expect(await track.run(context, click, { idempotencyKey: 'run 1' })).toStrictEqual({
    status: 'ok',
  })
  expect(raptor.account.events).toMatchObject([{ name: 'itemclick', coid }])
})
