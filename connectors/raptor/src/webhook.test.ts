import {
  startRaptor,
  type RaptorOptions,
  type SimulatedRaptor,
} from '@cartograph/simulators/raptor'
import { createServer } from 'node:http'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { settings, type Settings } from './settings.ts'
import { testContext } from './testing/context.ts'
import { coid } from './testing/items.ts'
import { triggerRowOf } from './trigger-row.ts'
import { webhook } from './webhook.ts'

let raptor: SimulatedRaptor
afterEach(() => raptor.close())

const at = Date.UTC(2026, 2, 2, 9, 40)
const anna = 'YW5uYUBleGFtcGxlLmRr'

/** A basket that Anna leaves, as it is told, twice. */
async function leftBasket(options: RaptorOptions = {}): Promise<readonly Request[]> {
  let now = at
  raptor = await startRaptor({ now: () => now, ...options })
  const requests: Request[] = []
  const server = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (piece: Buffer) => {
      body += piece.toString()
    })
    incoming.on('end', () => {
      const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ])
      const kept = headers.filter(([name]) => name.startsWith('x-'))
      requests.push(new Request('https://here/hooks', { method: 'POST', body, headers: kept }))
      response.end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as { readonly port: number }
  raptor.admin.sendTriggersTo(`http://127.0.0.1:${port}/`)
  raptor.account.catalogue = [
    { ProductId: 'k100', ProductName: 'Socks', Price: 39, OriginalPrice: 49 },
  ]
  const query = `p1=basket&p10=k100&p11=bk-778&coid=${coid}&ruid=${anna}`
  await fetch(`${raptor.addresses.tracking}/${raptor.customerId}.rsa?${query}`)
  now += 3_600_000
  await raptor.admin.fireTriggers({ doubled: true })
  return requests
}

const row = {
  id: expect.stringMatching(/^[\da-f]{32}$/) as string,
  trigger: 'abandonedBasket',
  at: '2026-03-02T09:40:00.000Z',
  userId: 'anna@example.dk',
  cookieId: coid,
  basketId: 'bk-778',
  products: [{ id: 'k100', name: 'Socks', price: 39, originalPrice: 49 }],
}

/** Verifies and parses, as the host does. */
async function received(requests: readonly Request[], given: Partial<Settings> = {}) {
  const context = testContext(raptor, given)
  const told = []
  for (const request of requests) {
    await webhook.verify(context, request, [])
    told.push(...(await webhook.parse(context, request)).entries)
  }
  return told
}

test('a trigger that is told twice is one row under one id', async () => {
  const [first, second] = await received(await leftBasket())
  expect(first).toStrictEqual({
    op: 'upsert',
    stream: 'triggers',
    id: expect.stringMatching(/^[\da-f]{32}$/) as string,
    at,
    row,
  })
  expect(second).toStrictEqual(first)
  expect(JSON.stringify(first?.id)).not.toContain('anna')
})

test('triggers in another envelope, under other names and with the key in another header are understood', async () => {
  const triggerFields = {
    name: 'type',
    at: 'time',
    context: 'who',
    user: 'mail',
    cookie: 'device',
    basket: 'basket',
    products: 'items',
    productId: 'sku',
  }
  const triggerNames = {
    AbandonedBasket: 'left-basket',
    PriceDropBasket: 'a',
    PriceDropInterest: 'b',
    BackInStock: 'c',
  }
  const unknowns = { triggerFields, triggerNames, triggerKeyHeader: 'x-secret' }
  const [first] = await received(await leftBasket({ unknowns }), {
    triggerKeyHeader: 'x-secret',
    triggerNames: { abandonedBasket: 'Left-Basket' },
    triggerFields: {
      name: 'type',
      at: 'time',
      user: 'who.mail',
      cookie: 'who.device',
      basket: 'who.basket',
      products: 'items',
      productId: 'sku',
    },
  })
  expect(first).toMatchObject({ row })
})

test.each([
  [
    'another key',
    { triggerKey: 'another-key' },
    'A trigger came without the key that was agreed on.',
  ],
  [
    'no key in the settings',
    { triggerKey: undefined },
    'A trigger came, and no key of triggers is set.',
  ],
])('a trigger with %s is refused', async (_what, given, message) => {
  await expect(received(await leftBasket(), given)).rejects.toMatchObject({ kind: 'auth', message })
})

const config = settings.parse({ customerId: '12345' })
const bare = { TriggerDisplayName: 'Campaign', EventDateTime: '2026-03-02T09:40:00Z' }

test('a trigger of a kind that is not known keeps its name, and needs neither person nor products', async () => {
  raptor = await startRaptor()
  expect(triggerRowOf(config, { ...bare, Content: [[]], More: 1 })).toMatchObject({
    trigger: 'Campaign',
    products: [],
  })
})

test.each([
  ['nothing', undefined],
  ['a list', [bare]],
  ['one without an instant', { ...bare, EventDateTime: 'soon' }],
  ['one without a name', { EventDateTime: bare.EventDateTime }],
])('%s is no trigger', async (_what, body) => {
  raptor = await startRaptor()
  expect(triggerRowOf(config, body)).toBeUndefined()
  const request = new Request('https://here/hooks', {
    method: 'POST',
    body: JSON.stringify(body) ?? '',
  })
  await expect(webhook.parse(testContext(raptor), request)).rejects.toMatchObject({
    kind: 'contract',
  })
})
