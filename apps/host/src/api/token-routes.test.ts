import { beforeEach, expect, test } from 'vitest'
import { newTokenText, tokenHash } from '../rights/index.ts'
import { addToken } from '../store/index.ts'
import { guardedHost, type GuardedHost } from '../testing/guarded-host.ts'

let host: GuardedHost
const time = { now: 0 }
const declared = {
  kind: 'server',
  permissions: ['runs:read'],
  nodes: [],
  origins: [],
  expiresAt: undefined,
} as const
beforeEach(async () => {
  time.now = Date.UTC(2026, 10, 25, 12)
  host = await guardedHost({
    now: () => time.now,
    tokens: [
      { ...declared, name: 'till', secret: undefined },
      { ...declared, name: 'report', secret: newTokenText('server') },
    ],
  })
})

function post(path: string, body?: object): Promise<Response> {
  return host.call(path, { method: 'POST', ...(body && { body: JSON.stringify(body) }) })
}

interface Answer {
  readonly token: { readonly id: string; readonly name: string }
  readonly secret: string
}

async function issued(body: object): Promise<Answer> {
  return (await (await post('/api/tokens', body)).json()) as Answer
}

async function statusOf(secret: string, path = '/api/runs'): Promise<number> {
  return (await host.ask(secret, path)).status
}

test('a token is issued, used, and shown without its secret', async () => {
  const { token, secret } = await issued({ name: 'crm', permissions: ['runs:read'] })
  expect(await statusOf(secret)).toBe(200)
  const list = await (await host.call('/api/tokens')).text()
  expect(list).toContain(token.id)
  expect(list).not.toContain(secret)
  const { tokens } = JSON.parse(list) as {
    readonly tokens: readonly { readonly name: string; readonly state: string }[]
  }
  const states = Object.fromEntries(tokens.map(({ name, state }) => [name, state]))
  expect(states).toStrictEqual({ admin: 'good', till: 'waiting', report: 'good', crm: 'good' })
})

test('a token is rotated with a grace that is named, and revoked', async () => {
  const { token, secret } = await issued({ name: 'crm', permissions: ['runs:read'] })
  const rotated = await post(`/api/tokens/${token.id}/rotate`, { graceMs: 1000 })
  const { secret: second, formerUntil } = (await rotated.json()) as Answer & { formerUntil: string }
  expect(formerUntil).toBe('2026-11-25T12:00:01.000Z')
  expect([await statusOf(secret), await statusOf(second)]).toStrictEqual([200, 200])
  time.now += 1000
  expect([await statusOf(secret), await statusOf(second)]).toStrictEqual([401, 200])
  expect((await post(`/api/tokens/${token.id}/revoke`)).status).toBe(200)
  expect(await statusOf(second)).toBe(401)
})

test('a token that the configuration declares without a secret is given one', async () => {
  const response = await post('/api/tokens/till/issue')
  const { secret } = (await response.json()) as Answer
  expect([response.status, await statusOf(secret)]).toStrictEqual([201, 200])
})

test.each([
  ['no name', { permissions: ['runs:read'] }, 400, /`name`/],
  ['no permission', { name: 'a', permissions: [] }, 400, /`permissions`/],
  ['an unknown permission', { name: 'a', permissions: ['runs'] }, 400, /`permissions\.0`/],
  [
    'a node that is not there',
    { name: 'a', permissions: ['customers:read'], nodes: ['finland'] },
    400,
    /^In `nodes`: there is no node "finland"/,
  ],
  [
    'a browser that could read',
    { name: 'a', kind: 'browser', permissions: ['customers:read'], origins: ['https://a.example'] },
    400,
    /^In `permissions`: a browser's token cannot be allowed customers:read/,
  ],
  [
    'an end that is past',
    { name: 'a', permissions: ['runs:read'], expiresAt: '2026-11-25T12:00:00Z' },
    400,
    /this instant is past/,
  ],
  ['a name that is taken', { name: 'till', permissions: ['runs:read'] }, 409, /already/],
])('a token is not issued with %s', async (_what, body, status, detail) => {
  const response = await post('/api/tokens', body)
  expect([response.status, await response.json()]).toStrictEqual([
    status,
    expect.objectContaining({ detail: expect.stringMatching(detail) as string }),
  ])
})

test.each([
  ['/api/tokens/nobody/rotate', 404],
  ['/api/tokens/nobody/revoke', 404],
  ['/api/tokens/nobody/issue', 404],
  ['/api/tokens/report/issue', 404],
  ['/api/tokens/report/rotate', 409],
  ['/api/tokens/admin/issue', 404],
])('POST %s is answered with %i', async (path, status) => {
  expect((await post(path)).status).toBe(status)
})

test.each([{ graceMs: -1 }, { graceMs: 3_000_000_000 }, { grace: '1d' }])(
  'a grace of %j is a mistake, and the secret stays',
  async (body) => {
    const { token, secret } = await issued({ name: 'crm', permissions: ['runs:read'] })
    expect((await post(`/api/tokens/${token.id}/rotate`, body)).status).toBe(400)
    expect(await statusOf(secret)).toBe(200)
  },
)

test('a token of another organisation in the same database is not there', async () => {
  const secret = newTokenText('server')
  const token = {
    ...declared,
    id: 'theirs',
    name: 'theirs',
    source: 'issued',
    createdAt: 0,
  } as const
  await host.installation.store.write((dialect) =>
    addToken(dialect, 'sydlys', { ...token, hash: tokenHash(secret), permissions: ['admin'] }),
  )
  expect(await statusOf(secret)).toBe(401)
  expect(await (await host.call('/api/tokens')).text()).not.toContain('theirs')
  for (const action of ['rotate', 'revoke', 'issue'])
    expect((await post(`/api/tokens/theirs/${action}`)).status).toBe(404)
})

test('a host that begins anew goes by what the configuration says then', async () => {
  const { secret } = await issued({ name: 'crm', permissions: ['runs:read'] })
  const again = await host.restart()
  const list = await again.call('/api/tokens')
  expect(await list.json()).toMatchObject({
    tokens: expect.arrayContaining([
      expect.objectContaining({ name: 'report', state: 'good' }),
    ]) as unknown,
  })
  const answer = await again.app.request('http://localhost/api/runs', {
    headers: { authorization: `Bearer ${secret}` },
  })
  expect(answer.status).toBe(200)
})
