import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { addressOf, signInLimits } from './sign-in-limits.ts'

interface Try {
  /** Who holds the connection. */
  readonly from: string
  readonly account?: string
  readonly at?: number
  readonly forwarded?: string
}

function tries() {
  const limits = signInLimits()
  const app = new Hono()
  app.post('/:at/:account?', (context) => {
    const { at, account } = context.req.param()
    return limits.refuse(context, Number(at), account) ?? new Response(addressOf(context))
  })
  return async ({ from, account, at = 0, forwarded }: Try) => {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    const init = { method: 'POST', headers }
    const env = { incoming: { socket: { remoteAddress: from } } }
    const path = account === undefined ? `/${at}` : `/${at}/${encodeURIComponent(account)}`
    const answer = await app.request(path, init, env)
    return answer.ok ? answer.text() : answer.status
  }
}

async function times(count: number, ask: () => Promise<unknown>): Promise<unknown> {
  let last: unknown
  for (let at = 0; at < count; at += 1) last = await ask()
  return last
}

test('ten tries for one account from one address are let through at once, then one in half a minute', async () => {
  const ask = tries()
  const guess = (at: number) => ask({ from: '192.0.2.1', account: 'ida@example.com', at })
  expect([
    await times(10, () => guess(0)),
    await guess(0),
    await guess(30_000),
    await guess(30_001),
  ]).toStrictEqual(['192.0.2.1', 429, '192.0.2.1', 429])
})

test('whoever guesses elsewhere does not keep the owner of an account out', async () => {
  const ask = tries()
  await times(30, () => ask({ from: '192.0.2.66', account: 'ida@example.com' }))
  expect(await ask({ from: '192.0.2.1', account: 'ida@example.com' })).toBe('192.0.2.1')
})

test('many who guess for one account are too many together', async () => {
  const ask = tries()
  for (let host = 1; host <= 100; host += 1)
    await ask({ from: `198.51.100.${host}`, account: 'ida@example.com' })
  expect(await ask({ from: '192.0.2.1', account: 'IDA@example.com ' })).toBe(429)
})

test('thirty tries from one address are let through at once, whatever accounts they are for', async () => {
  const ask = tries()
  for (let at = 0; at < 30; at += 1) await ask({ from: '192.0.2.1', account: `${at}@example.com` })
  expect(await ask({ from: '192.0.2.1', account: 'other@example.com' })).toBe(429)
})

test.each([
  ['of somebody else is not believed', '192.0.2.1', '203.0.113.5', '192.0.2.1'],
  ['on this machine is believed', '127.0.0.1', '203.0.113.5', '203.0.113.5'],
  [
    'is believed in what it added, not in what it was sent',
    '::1',
    '10.0.0.1, 203.0.113.5',
    '203.0.113.5',
  ],
  ['that adds nothing is all that is known', '127.0.0.1', undefined, '127.0.0.1'],
])('a proxy %s', async (_, from, forwarded, address) => {
  const ask = tries()
  expect(await ask({ from, ...(forwarded !== undefined && { forwarded }) })).toBe(address)
})
