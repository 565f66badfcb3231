import { expect, test } from 'vitest'
import { stripe } from './connector.ts'
import { eventTypes } from './event-types.ts'
import { settings } from './settings.ts'
import { testKey } from './testing/context.ts'

const config = (more: object = {}) => settings.parse({ secretKey: testKey, ...more })
const parts = stripe.parts({ config: config(), found: null })

test('only Stripe is reached, or what is asked in its place', () => {
  expect(stripe.hosts(config())).toStrictEqual(['api.stripe.com'])
  expect(stripe.hosts(config({ apiBase: 'http://127.0.0.1:12111' }))).toStrictEqual([
    '127.0.0.1:12111',
  ])
})

test('a live account takes 100 requests a second, a sandbox 25, and every endpoint 25', () => {
  const live = stripe.limits?.(config({ secretKey: 'sk_live_1' })) ?? {}
  const sandbox = stripe.limits?.(config()) ?? {}
  expect(live['account']).toMatchObject({ requests: 100, windowMs: 1000, concurrent: 20 })
  expect(sandbox['account']).toMatchObject({ requests: 25, windowMs: 1000 })
  expect(sandbox['charges.list']).toMatchObject({ requests: 25, windowMs: 1000 })
})

test('a request is charged to the account and to its own endpoint alone', () => {
  const limits = Object.entries(stripe.limits?.(config()) ?? {})
  const charged = (url: string) =>
    limits
      .filter(([, { match }]) => match === undefined || new URLPattern(match.slice(4)).test(url))
      .map(([name]) => name)
  expect(charged('https://api.stripe.com/v1/charges?limit=100')).toStrictEqual([
    'account',
    'charges.list',
  ])
  expect(charged('https://api.stripe.com/v1/charges/ch_1?expand%5B0%5D=x')).toStrictEqual([
    'account',
    'charges.get',
  ])
  expect(charged('https://api.stripe.com/v1/invoices/in_1/lines')).toStrictEqual([
    'account',
    'invoiceLineItems.list',
  ])
})

test('budgets are shared by all connections of an account', () => {
  const owners = Object.values(stripe.limits?.(config()) ?? {}).map(({ sharedBy }) => sharedBy)
  expect(new Set(owners).size).toBe(1)
  expect(owners[0]).toMatch(/^stripe /)
})

test('all events are of streams that there are', () => {
  expect(Object.keys(parts.streams ?? {})).toStrictEqual(
    expect.arrayContaining(Object.keys(eventTypes)),
  )
  const { streams = {}, feed } = parts
  expect(Object.keys(streams)).toStrictEqual(expect.arrayContaining([...(feed?.streams ?? [])]))
})

test('open check-outs have no event, so the log is not enough for them', () => {
  for (const name of ['checkoutSessions', 'invoicePayments', 'balanceTransactions', 'events'])
    expect(parts.feed?.streams).not.toContain(name)
  expect(parts.feed?.streams).toContain('charges')
})

test('what hangs on a customer goes with it without an event of its own, so the log is not enough for it', () => {
  for (const name of ['paymentMethods', 'taxIds']) expect(parts.feed?.streams).not.toContain(name)
})

test('a stream whose objects can be deleted has an event for it, or is listed whole', () => {
  for (const [name, { deletes }] of Object.entries(parts.streams ?? {})) {
    const types: readonly string[] = eventTypes[name as keyof typeof eventTypes] ?? []
    const reported = types.some((type) => type.endsWith('.deleted') && name !== 'subscriptions')
    expect([name, deletes === 'never']).toStrictEqual([name, deletes !== 'absent' && !reported])
  }
})

test('no stream takes an instant for a version', () => {
  for (const stream of Object.values(parts.streams ?? {}))
    expect(stream).not.toHaveProperty('version')
})

interface Printing {
  readonly '~standard': {
    readonly jsonSchema: { input(options: { target: 'draft-2020-12' }): object }
  }
}

function printed(schema: Printing): object {
  return schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
}

test('every schema prints itself as JSON Schema, and marks secrets', () => {
  for (const { schema, list } of Object.values(parts.streams ?? {})) {
    expect(printed(schema)).toHaveProperty('properties.id')
    for (const part of list === undefined ? [] : [list.params, list.position])
      expect(printed(part)).toBeTypeOf('object')
  }
  expect(printed(stripe.config)).toMatchObject({
    properties: {
      secretKey: { secret: true },
      webhookSecrets: { items: { secret: true } },
    },
  })
})
