/**
 * What users of other programs that read Stripe complain about, and what shows that it is not so here.
 *
 * Most of it is shown by a test beside what it is about; those are named in `shownElsewhere`. Three things are not shown here:
 * options and migrations of a schema (stripe/sync-engine#178, stripe/sync-engine#324) are the host's, which has one store; the speed of a first
 * load (airbytehq/airbyte#66183 and others like it) is measured by `npm run bench -- stripe`; and the balance of a customer
 * (airbytehq/airbyte#48857) is not read here either.
 */
import { readFileSync } from 'node:fs'
import { isFault, type Entry, type Json } from '@cartograph/core'
import { expect, test } from 'vitest'
import { feed } from './feed.ts'
import { childKinds, listedKinds } from './kinds.ts'
import { streams } from './streams.ts'
import { idsOf, readStream } from './testing/read-stream.ts'
import { simulatedAccount, type SimulatedAccount } from './testing/simulated-account.ts'
import { streamNamed } from './testing/table.ts'

const shownElsewhere: readonly (readonly [complaint: string, file: string, test: string])[] = [
  [
    'stripe/sync-engine#336, singer-io/tap-stripe#107: cancelled subscriptions are missing',
    'simulated-account',
    'cancelled subscriptions are among those that are read',
  ],
  [
    'stripe/sync-engine#289: payouts are never filled; airbytehq/airbyte#3030: no refunds',
    'listing-requests',
    'payouts, balance transactions and refunds have streams that read them',
  ],
  [
    'stripe/sync-engine#268: of two events in a second the later is dropped',
    'drift',
    'two changes of a customer in the same second end in the later one',
  ],
  [
    'stripe/sync-engine-fork#92: a backfill stops after the first page',
    'listing',
    'a walk that is cut off after each page goes on where it stopped',
  ],
  [
    'stripe/sync-engine-fork#215: a flood of requests; airbytehq/airbyte#72461: limits inverted',
    'connector',
    'a live account takes 100 requests a second, a sandbox 25, and every endpoint 25',
  ],
  [
    'stripe/sync-engine#228: the whole list is buffered',
    'listing',
    'a page is fetched only when it is asked for',
  ],
  [
    'airbytehq/airbyte#32976, #31917: incremental reading misses data; #15509: only what is new',
    'drift',
    'whatever happens while lists are read and after, events bring every record to what it is',
  ],
  [
    'airbytehq/airbyte#30677: updated is always created',
    'connector',
    'no stream takes an instant for a version',
  ],
  [
    'airbytehq/airbyte#71097, #73697: invoices among the line items',
    'children',
    'line items are line items, and never the invoice itself',
  ],
  [
    'airbytehq/airbyte#85818: an invoice has no subscription',
    'mappings/orders',
    'an invoice becomes an order, with its subscription where basil put it',
  ],
  [
    'airbytehq/airbyte#75412: events lack expandable fields',
    'events',
    'an event lacks fields that only come when asked for, so a check-out is read',
  ],
  [
    'estuary/flow#3166: events have the shape of another version',
    'drift',
    'an account that renders events in an older version comes to the same, by asking',
  ],
  [
    'estuary/connectors#2712, #2731: asking for events up to now loses some',
    'drift',
    'events that show up late, within a minute, or twice come to the same',
  ],
  [
    'airbytehq/airbyte#66183: the first load is slow',
    'simulated-lists',
    'lists of thousands are split, and come whole in few more requests than they have pages',
  ],
  [
    'airbytehq/airbyte#30073: line items are never read incrementally',
    'children',
    'children that came whole with their parent cost no request',
  ],
]

test.each(shownElsewhere)('%s: in %s.test.ts, "%s"', (_complaint, file, name) => {
  const source = readFileSync(new URL(`${file}.test.ts`, import.meta.url), 'utf8')
  expect(source).toContain(`test('${name}'`)
})

/** What the log of events tells of what is done now, once it is settled. */
async function toldOf({ pass, context }: SimulatedAccount, act: () => void) {
  pass(300)
  const position = await feed.start(context())
  pass(300)
  act()
  pass(300)
  const entries: Entry[] = []
  for await (const page of feed.read(context(), position)) entries.push(...page.items)
  return entries
}

test('stripe/sync-engine#171, #265, singer-io/tap-stripe#35: a customer that is deleted goes, and does not look changed', async () => {
  const account = await simulatedAccount()
  const { id } = account.stripe.admin.create('customers', { name: 'Anna Berg' })
  const entries = await toldOf(account, () => account.stripe.admin.remove('customers', id))
  expect(entries).toMatchObject([{ op: 'delete', stream: 'customers', key: [id] }])
})

test('stripe/sync-engine#300: after a rate limit a list does not count as read, and is gone on with', async () => {
  const { stripe, context } = await simulatedAccount({ size: { customers: 1, charges: 250 } })
  const { list } = streamNamed('charges')
  if (list === undefined || typeof list.plan !== 'function') throw new Error('no list')
  const read = new Set<string>()
  let stops = 0
  for await (const slice of list.plan(context())) {
    let from: Json | undefined
    let ended = false
    while (!ended) {
      try {
        for await (const page of list.read(context(), slice, from)) {
          for (const id of idsOf(page.items)) read.add(id)
          from = page.next
          ended = page.end === true
          if (stops === 0) stripe.weather.next({ kind: 'status', status: 429 })
        }
      } catch (error) {
        if (!isFault(error) || error.kind !== 'rateLimit') throw error
        stops += 1
      }
    }
  }
  expect([stops, read.size]).toStrictEqual([1, 250])
})

test('airbytehq/airbyte#34332, #32286: a refund that changes long after it was made is told', async () => {
  const account = await simulatedAccount()
  const { admin } = account.stripe
  const { id } = admin.refund(admin.pay({ amount: 500, currency: 'sek' }).charge.id)
  account.pass(60 * 86_400)
  const entries = await toldOf(account, () => {
    admin.update('refunds', id, { status: 'failed' })
  })
  expect(entries).toContainEqual(
    expect.objectContaining({
      op: 'upsert',
      stream: 'refunds',
      row: expect.objectContaining({ id, status: 'failed' }) as unknown,
    }),
  )
})

test('airbytehq/airbyte#36070: a check-out that is completed after it was listed is read again', async () => {
  const account = await simulatedAccount()
  const { admin } = account.stripe
  const { id } = admin.create('checkout_sessions', { status: 'open' })
  const entries = await toldOf(account, () => {
    admin.update('checkout_sessions', id, { status: 'complete' })
  })
  expect(entries).toMatchObject([{ op: 'refresh', stream: 'checkoutSessions', key: [id] }])
})

test('airbytehq/airbyte#34706: no stream of children has parents that are not read', () => {
  for (const { of } of Object.values(childKinds)) expect(Object.keys(listedKinds)).toContain(of)
})

test('airbytehq/airbyte#65911: what is older than the thirty days of events is read from its list', async () => {
  const { stripe, pass, context } = await simulatedAccount()
  const { id } = stripe.admin.pay({ amount: 500, currency: 'sek' }).charge
  pass(400 * 86_400)
  const { changes } = await readStream(streamNamed('charges'), context())
  expect(idsOf(changes)).toStrictEqual([id])
})

test('lawrencecchen/stripe-sync#2: every list is asked for as the connected account', async () => {
  const { stripe, context } = await simulatedAccount({ accounts: 1 })
  const [account = ''] = stripe.connected
  for (const name of Object.keys(listedKinds)) {
    const stream = streams[name]
    if (stream !== undefined) await readStream(stream, context({ account }))
  }
  const asked = stripe.log.filter(({ path }) => path !== '/v1/account')
  expect(asked.length).toBeGreaterThanOrEqual(Object.keys(listedKinds).length)
  expect(asked.filter((request) => request.account !== account)).toStrictEqual([])
})
