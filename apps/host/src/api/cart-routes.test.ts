import { expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { readConsumer } from '../store/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'
import { tellingTeam, type ToldMessage } from '../testing/telling-team.ts'

const hourMs = 3_600_000
const rule = {
  id: 'web',
  connections: ['shop'],
  events: ['cart.abandoned'],
  cutOffMs: hourMs,
  steps: [
    {
      afterMs: 0,
      connection: 'team',
      action: 'message',
      input: { text: { $concat: ['$.email', ' ', '$.link'] } },
      mail: { language: 'en' as const },
    },
  ],
  coolDownMs: hourMs,
  windowMs: hourMs,
  minimum: new Map<string, string>(),
  consent: 'assumed' as const,
  history: false,
  link: { expiresMs: hourMs, campaign: new Map([['utm_campaign', 'carts']]) },
}

/** A host on whose store a cart was left, with the message about it. */
async function hostWithCart() {
  const told: ToldMessage[] = []
  // The clock goes on, and is set forward.
  let ahead = Date.parse('2026-11-02T10:00:00Z') - Date.now()
  const now = () => Date.now() + ahead
  const host = await scriptedHost({
    connections: [tellingTeam(told)],
    now,
    configuration: { carts: new Map([['web', rule]]) },
  })
  const { store } = host.installation
  await host.begin()
  // Only what comes after the host has begun to follow is no history.
  await until(
    async () =>
      (await store.read((dialect, org) => readConsumer(dialect, org, 'computed:carts'))) !==
      undefined,
  )
  const createdAt = new Date(now()).toISOString()
  const row = { connection: 'shop', status: 'open', email: 'anna@shop.example', createdAt }
  const recoveryUrl = 'https://shop.example/checkout'
  await writeRows(store, [
    { entity: 'cart', id: 'shop:1', row: { ...row, currency: 'EUR', total: 5000, recoveryUrl } },
  ])
  ahead += hourMs
  await until(() => told.length > 0)
  return { host, told, later: (spanMs: number) => (ahead += spanMs) }
}

test('a serving host writes to whoever left a cart, and the link leads back to it', async () => {
  const { host, told, later } = await hostWithCart()
  const [email, link = ''] = told[0]?.text.split(' ') ?? []
  expect([told.length, told[0]?.key, email]).toStrictEqual([
    1,
    'nordlys/carts/shop:1/0',
    'anna@shop.example',
  ])
  const { pathname, origin } = new URL(link)
  expect(origin).toBe('https://data.example')
  const answer = await host.app.request(`http://localhost${pathname}`)
  expect([answer.status, answer.headers.get('location')]).toStrictEqual([
    302,
    'https://shop.example/checkout?utm_campaign=carts',
  ])
  later(2 * hourMs)
  expect((await host.app.request(`http://localhost${pathname}`)).status).toBe(404)
})

test('the API shows what was sent and what came of it, and nothing of whose the cart is', async () => {
  const { host } = await hostWithCart()
  const waiting = async () => (await host.call('/api/carts?state=waiting')).text()
  await until(async () => (await waiting()).includes('"sent"'))
  const listed = await waiting()
  expect(JSON.parse(listed)).toMatchObject({
    carts: [
      { cart: 'shop:1', rule: 'web', messages: [{ step: 1, channel: 'team.message', clicks: 0 }] },
    ],
  })
  expect(listed).not.toContain('anna')
  expect(await (await host.call('/api/carts/shop:1')).json()).toMatchObject({ state: 'waiting' })
  expect(await (await host.call('/api/carts/figures')).json()).toMatchObject({
    detected: 1,
    sent: 1,
    recovered: 0,
    revenue: {},
  })
  const dry = await host.call('/api/carts/dry-run', { method: 'POST', body: '{}' })
  expect(await dry.json()).toMatchObject({ carts: 1, messages: { 'web 1': 1 } })
})

test('a question that is not understood, and a cart that nobody follows, are said to be so', async () => {
  const { host } = await hostWithCart()
  expect((await host.call('/api/carts?state=lost')).status).toBe(400)
  expect((await host.call('/api/carts/figures?from=yesterday')).status).toBe(400)
  expect((await host.call('/api/carts/shop:404')).status).toBe(404)
})

test('whoever guesses links is slowed down, and whoever has one is not', async () => {
  const { host, told } = await hostWithCart()
  const { pathname } = new URL(told[0]?.text.split(' ')[1] ?? '')
  const guesses = Array.from({ length: 400 }, (_, guess) => String(guess).padStart(32, 'a'))
  const answers = await Promise.all(
    guesses.map(async (name) => host.app.request(`http://localhost/carts/${name}`)),
  )
  expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([404, 429]))
  expect((await host.app.request(`http://localhost${pathname}`)).status).toBe(302)
})
