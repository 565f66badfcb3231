import type { KindName, SimulatedStripe } from '@cartograph/simulators/stripe'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { feed } from './feed.ts'
import { streams } from './streams.ts'
import { recordsOf } from './testing/records.ts'
import { readStream } from './testing/read-stream.ts'
import { simulatedAccount, type SimulatedAccount } from './testing/simulated-account.ts'

/** Streams that change in every way: by hand, by what is done to a payment, and by deletion. */
const watched = {
  customers: 'customers',
  products: 'products',
  charges: 'charges',
  refunds: 'refunds',
  disputes: 'disputes',
  paymentIntents: 'payment_intents',
  subscriptions: 'subscriptions',
} as const satisfies Readonly<Record<string, KindName>>

type Watched = keyof typeof watched
const names = Object.keys(watched) as Watched[]

/** Something that happens in the account; which object it is about is `which`, counted round. */
interface Happening {
  readonly what: 'pay' | 'refund' | 'dispute' | 'rename' | 'remove' | 'add' | 'subscribe' | 'cancel'
  readonly which: number
  /** Before which request of the listing; those past its end happen after it. */
  readonly at: number
  /** Seconds that pass before it. */
  readonly after: number
}

function happen(stripe: SimulatedStripe, { what, which }: Happening): void {
  const { admin } = stripe
  const pick = (kind: KindName) => {
    const all = stripe.truth(kind)
    return all[which % Math.max(1, all.length)]
  }
  const customer = pick('customers')?.id
  const charge = pick('charges')
  const subscription = pick('subscriptions')
  if (what === 'pay')
    admin.pay({
      amount: 1000 + which,
      currency: 'sek',
      ...(customer !== undefined && { customer }),
    })
  if (what === 'add') admin.create('products', { name: `Product ${which}` })
  if (what === 'rename' && customer !== undefined)
    admin.update('customers', customer, { name: `Name ${which}` })
  if (what === 'remove' && customer !== undefined) admin.remove('customers', customer)
  if (charge !== undefined && charge['amount_refunded'] === 0) {
    if (what === 'refund') admin.refund(charge.id, 100)
    if (what === 'dispute' && charge['disputed'] === false) admin.dispute(charge.id)
  }
  if (what === 'subscribe' && customer !== undefined) {
    const price = admin.create('prices', {
      currency: 'sek',
      unit_amount: 100,
      recurring: { interval: 'month', interval_count: 1 },
    })
    admin.subscribe({ customer, prices: [price.id] })
  }
  if (what === 'cancel' && subscription !== undefined && subscription['status'] !== 'canceled')
    admin.cancelSubscription(subscription.id)
}

function seed({ stripe, pass }: SimulatedAccount, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const { id } = stripe.admin.create('customers', { name: `Customer ${index}` })
    stripe.admin.pay({ amount: 500, currency: 'sek', customer: id })
    pass(7)
  }
}

/** Lists everything while things happen, then follows the events, as the engine does. */
async function follow(account: SimulatedAccount, happenings: readonly Happening[]) {
  const { stripe, pass, context } = account
  const records = new Map(names.map((name) => [name, recordsOf(streamOf(name))]))
  let position = await feed.start(context())
  let requests = 0
  const stop = stripe.weather.between(() => {
    pass(1)
    for (const happening of happenings.filter(({ at }) => at === requests))
      happenAfter(account, happening)
    requests += 1
  })
  for (const name of names) {
    const from = stripe.admin.now() * 1000
    const { changes } = await readStream(streamOf(name), context())
    records.get(name)?.list(changes, { from, to: stripe.admin.now() * 1000 })
  }
  stop()
  for (const happening of happenings.filter(({ at }) => at >= requests))
    happenAfter(account, happening)
  for (const wait of [5, 61, 90]) {
    pass(wait)
    for await (const page of feed.read(context(), position)) {
      for (const [name, kept] of records)
        await kept.tell(
          page.items.filter(({ stream }) => stream === name),
          context(),
        )
      position = page.next
    }
  }
  return records
}

function happenAfter(account: SimulatedAccount, happening: Happening): void {
  account.pass(happening.after)
  happen(account.stripe, happening)
}

function streamOf(name: Watched) {
  const stream = streams[name]
  if (stream === undefined) throw new Error(name)
  return stream
}

const happenings = fc.array(
  fc.record({
    what: fc.constantFrom<Happening['what'][]>(
      'pay',
      'refund',
      'dispute',
      'rename',
      'remove',
      'add',
      'subscribe',
      'cancel',
    ),
    which: fc.nat(30),
    at: fc.nat(25),
    after: fc.constantFrom(0, 0, 1, 20),
  }),
  { minLength: 1, maxLength: 25 },
)

/** What was read in the end, and what is true, by stream. */
async function outcome(account: SimulatedAccount, what: readonly Happening[]) {
  seed(account, 12)
  const records = await follow(account, what)
  const read = names.map((name) => [name, records.get(name)?.rows()] as const)
  const truth = names.map((name) => {
    const rows = account.stripe.truth(watched[name])
    return [name, new Map(rows.map((row) => [row.id, row]))] as const
  })
  return { read, truth }
}

test('whatever happens while lists are read and after, events bring every record to what it is', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (what) => {
      const { read, truth } = await outcome(await simulatedAccount(), what)
      expect(read).toStrictEqual(truth)
    }),
    { numRuns: 15 },
  )
})

test('an account that renders events in an older version comes to the same, by asking', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (what) => {
      const account = await simulatedAccount({ apiVersion: '2020-08-27' })
      const { read, truth } = await outcome(account, what)
      expect(read).toStrictEqual(truth)
    }),
    { numRuns: 6 },
  )
})

test('events that show up late, within a minute, or twice come to the same', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (what) => {
      const account = await simulatedAccount()
      account.stripe.weather.set({ events: { lateSeconds: 50, doubled: 0.3 } })
      const { read, truth } = await outcome(account, what)
      expect(read).toStrictEqual(truth)
    }),
    { numRuns: 6 },
  )
})

test('two changes of a customer in the same second end in the later one', async () => {
  const account = await simulatedAccount()
  const { stripe, pass, context } = account
  const { id } = stripe.admin.create('customers', { name: 'One' })
  pass(30)
  const position = await feed.start(context())
  stripe.admin.update('customers', id, { name: 'Two' })
  stripe.admin.update('customers', id, { name: 'Three' })
  pass(120)
  const records = recordsOf(streamOf('customers'))
  for await (const page of feed.read(context(), position))
    await records.tell(
      page.items.filter(({ stream }) => stream === 'customers'),
      context(),
    )
  expect(records.rows().get(id)).toMatchObject({ name: 'Three' })
})
