import { fault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { cartFigures, dryRunCarts, visitLink } from '../automation/index.ts'
import { beginAnotherLife, beginCartMessage, writeAccount } from '../store/index.ts'
import { cartScene } from './cart-scene.ts'
import { cartStage, dayMs, hourMs, minuteMs, stagedRule } from './testing/cart-stage.ts'

const { signal } = new AbortController()

test('a cart that is left gets its three messages, each at its time and once', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.work()
  expect(stage.sent).toStrictEqual([])
  const counts: number[] = []
  for (const spanMs of [59 * minuteMs, minuteMs, hourMs, dayMs, 2 * dayMs, 2 * dayMs]) {
    await stage.later(spanMs)
    counts.push(stage.sent.length)
  }
  expect(counts).toStrictEqual([0, 1, 1, 2, 3, 3])
  expect(stage.sent.map(({ key }) => key)).toStrictEqual(
    [0, 1, 2].map((step) => `nordlys/carts/shop:1/${step}`),
  )
  await stage.later(7 * dayMs)
  expect(await stage.end('shop:1')).toBe('lapsed')
})

test.each([
  ['in the shop', 'shop:77', 'paid', 'ordered'],
  ['at a till', 'till:77', 'fulfilled', 'boughtElsewhere'],
  ['that waits for its money', 'shop:77', 'onHold', 'ordered'],
])('a purchase %s keeps back every message', async (_where, id, status, end) => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.later(minuteMs)
  await stage.order(id, { email: 'shop-1@shop.example', status })
  await stage.later(hourMs)
  expect([stage.sent.length, await stage.end('shop:1')]).toStrictEqual([0, end])
})

test('an order that nobody pays for keeps nothing back', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.order('shop:77', { email: 'shop-1@shop.example', status: 'failed' })
  await stage.later(hourMs)
  expect(stage.sent).toHaveLength(1)
})

test('an order of the shop after a message has won the cart back, and what is given back is taken off', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.later(hourMs)
  await stage.later(minuteMs)
  await stage.order('shop:77', { email: 'shop-1@shop.example' })
  await stage.work()
  expect(await stage.end('shop:1')).toBe('recovered')
  await stage.order('shop:77', {
    email: 'shop-1@shop.example',
    status: 'partiallyRefunded',
    refundedTotal: 1500,
  })
  await stage.later(5 * dayMs)
  const span = { from: 0, to: stage.at }
  expect(await cartFigures(stage.store, span)).toMatchObject({
    detected: 1,
    sent: 1,
    recovered: 1,
    revenue: { EUR: '3500' },
    ends: { recovered: 1 },
    steps: [
      {
        rule: 'web',
        step: 1,
        channel: 'post.mail',
        sent: 1,
        recovered: 1,
        revenue: { EUR: '3500' },
      },
    ],
  })
})

test('one order wins one cart back, whoever left two', async () => {
  const stage = await cartStage({ coolDownMs: 0 })
  const email = 'anna@shop.example'
  await stage.cart('shop:1', { email })
  await stage.cart('shop:2', { email })
  await stage.later(hourMs)
  await stage.order('shop:77', { email })
  await stage.later(minuteMs)
  const ends = new Set([await stage.end('shop:1'), await stage.end('shop:2')])
  expect(ends).toStrictEqual(new Set(['boughtElsewhere', 'recovered']))
})

test('a cart that becomes its own order is won back with it', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.later(hourMs)
  await stage.put('cart', 'shop:1', undefined)
  await stage.order('shop:1', { paidAt: new Date(stage.at).toISOString() })
  await stage.work()
  expect(await stage.end('shop:1')).toBe('recovered')
})

test('what a vendor calls ordered is bought, unless its order says that nobody has paid', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1', { status: 'ordered', orderId: 'shop:77' })
  await stage.cart('shop:2', { status: 'ordered', orderId: 'shop:78', lines: [] })
  await stage.order('shop:78', { status: 'failed' })
  await stage.work()
  expect([await stage.end('shop:1'), await stage.end('shop:2')]).toStrictEqual([
    'ordered',
    'emptied',
  ])
})

test('a purchase of the same person under another address counts once the two are one', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1', { email: 'anna@home.example' })
  await stage.later(hourMs)
  await stage.order('till:9', { email: 'anna@work.example' })
  await stage.put('customer', 'shop:c1', { connection: 'shop', email: 'anna@home.example' })
  await stage.put('customer', 'shop:c2', { connection: 'shop', email: 'anna@work.example' })
  await stage.later(dayMs)
  expect(stage.sent).toHaveLength(2)
  // One of the two records now says both.
  await stage.put('customer', 'shop:c2', { connection: 'shop', email: 'anna@home.example' })
  await stage.put('order', 'till:9', {
    connection: 'till',
    status: 'paid',
    currency: 'EUR',
    total: 1,
    customerId: 'shop:c2',
    placedAt: new Date(stage.at).toISOString(),
  })
  await stage.later(2 * dayMs)
  expect([stage.sent.length, await stage.end('shop:1')]).toStrictEqual([2, 'boughtElsewhere'])
})

test('who unsubscribes gets no further message', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.later(hourMs)
  await stage.put('consent', 'shop:no', {
    connection: 'shop',
    email: 'shop-1@shop.example',
    channel: 'email',
    state: 'withdrawn',
    at: new Date(stage.at).toISOString(),
  })
  await stage.later(dayMs)
  expect([stage.sent.length, await stage.end('shop:1')]).toStrictEqual([1, 'unsubscribed'])
})

test('without a yes nobody is written to where a yes is required', async () => {
  const stage = await cartStage({ consent: 'required' })
  await stage.cart('shop:1')
  await stage.cart('shop:2')
  await stage.put('consent', 'shop:yes', {
    connection: 'shop',
    email: 'shop-2@shop.example',
    channel: 'email',
    state: 'granted',
    at: new Date(stage.at).toISOString(),
  })
  await stage.later(hourMs)
  expect(stage.sent.map(({ to }) => to)).toStrictEqual([['shop-2@shop.example']])
  expect(await stage.end('shop:1')).toBe('noConsent')
})

test('a person gets messages about one cart at a time', async () => {
  const stage = await cartStage()
  const email = 'anna@shop.example'
  await stage.cart('shop:1', { email })
  await stage.later(hourMs)
  await stage.cart('shop:2', { email })
  await stage.later(2 * hourMs)
  expect([stage.sent.length, await stage.end('shop:2')]).toStrictEqual([1, 'coolingDown'])
})

test('two people with one e-mail are one recipient', async () => {
  const stage = await cartStage()
  const email = 'family@shop.example'
  await stage.put('customer', 'shop:c1', { connection: 'shop', email })
  await stage.put('customer', 'shop:c2', { connection: 'shop', email })
  await stage.cart('shop:1', { email, customerId: 'shop:c1' })
  await stage.cart('shop:2', { email, customerId: 'shop:c2' })
  await stage.later(hourMs)
  expect(stage.sent.map(({ to }) => to)).toStrictEqual([[email]])
})

test('a cart that is emptied, sold out, without a contact or worth too little is left alone', async () => {
  const stage = await cartStage({ minimum: new Map([['EUR', '20']]) })
  await stage.put('product', 'shop:pot', { connection: 'shop', inStock: false })
  await stage.cart('shop:1', { status: 'emptied' })
  await stage.cart('shop:2', { lines: [{ productId: 'shop:pot', quantity: 1 }] })
  await stage.cart('shop:3', { email: 'anna@shop.example\nBcc: eve@evil.example' })
  await stage.cart('shop:4', { total: 1999 })
  await stage.cart('shop:5', { total: -5000 })
  await stage.later(hourMs)
  expect(await Promise.all([1, 2, 3, 4, 5].map((id) => stage.end(`shop:${id}`)))).toStrictEqual([
    'emptied',
    'productsGone',
    'noContact',
    'belowMinimum',
    'belowMinimum',
  ])
  expect(stage.sent).toStrictEqual([])
})

test('what can no longer be bought is not in the mail', async () => {
  const stage = await cartStage()
  await stage.put('product', 'shop:pot', { connection: 'shop', status: 'archived' })
  await stage.cart('shop:1', {
    lines: [
      { productId: 'shop:pot', name: 'Pot', quantity: 1, total: 3000 },
      { productId: 'shop:cup', name: 'Cup', quantity: 2, total: 2000 },
    ],
  })
  await stage.later(hourMs)
  expect(stage.sent[0]?.text).toContain('2 × Cup  €20.00\n\nTotal: €20.00')
  expect(stage.sent[0]?.text).not.toContain('Pot')
})

test('a cart that is touched again begins its waits anew, and gets no message twice', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.later(hourMs)
  const createdAt = '2026-11-02T10:00:00Z'
  await stage.cart('shop:1', { createdAt, total: 7000 })
  await stage.later(dayMs)
  expect(await stage.messages('shop:1')).toStrictEqual(['1 sent'])
  await stage.later(hourMs)
  expect(await stage.messages('shop:1')).toStrictEqual(['1 sent', '2 sent'])
})

test('a clock that is an hour behind leaves no cart too early', async () => {
  const stage = await cartStage()
  await stage.store.write((dialect, org) =>
    writeAccount(dialect, org, 'shop', {
      fingerprint: 'f',
      account: {},
      clockOffsetMs: -hourMs,
      checkedAt: 0,
    }),
  )
  const told = new Date(stage.at - hourMs).toISOString()
  await stage.cart('shop:1', { createdAt: told, updatedAt: told })
  await stage.work()
  expect(stage.sent).toStrictEqual([])
  await stage.later(hourMs)
  expect(stage.sent).toHaveLength(1)
})

test('carts of a first reading and of the time before the rule are history', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1', {}, 'bulk')
  await stage.later(hourMs)
  expect([stage.sent.length, await stage.end('shop:1')]).toStrictEqual([0, undefined])
})

test('history is written about where the rule asks for it, as far as it is not too late', async () => {
  const stage = await cartStage({ history: true })
  const old = new Date(stage.at - 9 * dayMs).toISOString()
  await stage.cart('shop:1', {}, 'bulk')
  await stage.cart('shop:2', { createdAt: old, updatedAt: old }, 'bulk')
  await stage.later(hourMs)
  expect([stage.sent.length, await stage.end('shop:2')]).toStrictEqual([1, 'tooLate'])
})

test('an event that tells of a cart that was left is as good as a cart', async () => {
  const stage = await cartStage()
  await stage.put('event', 'shop:e1', {
    connection: 'shop',
    type: 'cart.abandoned',
    email: 'anna@shop.example',
    amount: 2500,
    currency: 'EUR',
    at: new Date(stage.at).toISOString(),
    properties: { lines: [{ name: 'Cup', quantity: 1, total: 2500 }] },
  })
  await stage.work()
  expect(stage.sent[0]?.text).toContain('1 × Cup  €25.00')
})

test('a message at which somebody died is not sent again', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.work()
  await stage.store.write((dialect, org) =>
    beginCartMessage(
      dialect,
      org,
      { cart: 'shop:1', step: 0 },
      { connection: 'post', action: 'mail', now: stage.at },
    ),
  )
  await stage.later(hourMs)
  await stage.later(hourMs)
  expect([stage.sent.length, await stage.messages('shop:1')]).toStrictEqual([0, ['1 unknown']])
})

test('a message whose answer was lost is not sent again', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  stage.endings.push(() => ({ status: 'unknown' }))
  await stage.later(hourMs)
  await stage.later(hourMs)
  expect([stage.sent.length, await stage.messages('shop:1')]).toStrictEqual([0, ['1 unknown']])
})

test('a message that certainly did not go out is sent later, one that is refused is not', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.cart('shop:2')
  stage.endings.push(
    () => ({
      status: 'failed',
      fault: fault({ kind: 'transient', message: 'The mail server is down.' }),
    }),
    () => ({ status: 'failed', fault: fault({ kind: 'record', message: 'No such mailbox.' }) }),
  )
  await stage.later(hourMs)
  expect(stage.sent).toStrictEqual([])
  await stage.later(2 * minuteMs)
  const all = [...(await stage.messages('shop:1')), ...(await stage.messages('shop:2'))]
  expect(all.toSorted()).toStrictEqual(['1 failed', '1 sent'])
})

test('in a store that was set back nothing is sent that may have been sent since', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1')
  await stage.work()
  await stage.store.write((dialect, org) => beginAnotherLife(dialect, org, { sinks: [], since: 0 }))
  await stage.later(hourMs)
  expect([stage.sent.length, await stage.end('shop:1')]).toStrictEqual([0, 'tooLate'])
  await stage.cart('shop:2')
  await stage.later(hourMs)
  expect(stage.sent.map(({ key }) => key)).toStrictEqual(['nordlys/carts/shop:2/0'])
})

test('the link of a message leads to the cart, is counted, and ends', async () => {
  const stage = await cartStage()
  await stage.cart('shop:1', { recoveryUrl: 'https://shop.example/checkout?cart=1' })
  await stage.later(hourMs)
  const token = /carts\/([\w-]+)/u.exec(stage.sent[0]?.text ?? '')?.[1] ?? ''
  const rules = new Map([['web', stagedRule]])
  const visit = (name: string) =>
    visitLink({ store: stage.store, rules, now: () => stage.at }, name)
  expect(await visit(token)).toBe(
    'https://shop.example/checkout?cart=1&utm_campaign=abandoned-cart',
  )
  expect(await visit(`${token.slice(1)}a`)).toBeUndefined()
  const { steps } = await cartFigures(stage.store, { from: 0, to: stage.at })
  expect(steps.map(({ clicked }) => clicked)).toStrictEqual([1])
  stage.at += 31 * dayMs
  expect(await visit(token)).toBeUndefined()
})

test('a dry run says what would have been sent, and sends nothing', async () => {
  const stage = await cartStage()
  const email = 'anna@shop.example'
  await stage.cart('shop:1', { email }, 'bulk')
  await stage.cart('shop:2', { email }, 'bulk')
  await stage.cart('shop:3', {}, 'bulk')
  await stage.order('shop:77', {
    email: 'shop-3@shop.example',
    placedAt: new Date(stage.at + 2 * hourMs).toISOString(),
  })
  await stage.later(5 * dayMs)
  const scene = await cartScene(stage.installation, { signal, retryAfterMs: () => minuteMs })
  expect(await dryRunCarts(scene, 0)).toMatchObject({
    carts: 3,
    messages: { 'web 1': 2, 'web 2': 1, 'web 3': 1 },
    ends: { coolingDown: 1, recovered: 1, waiting: 1 },
  })
  expect(stage.sent).toStrictEqual([])
})
