import { beforeEach, expect, test } from 'vitest'
import { permissionNames, type Permission } from '../rights/index.ts'
import { listTokens } from '../store/index.ts'
import { guardedHost, type GuardedHost } from '../testing/guarded-host.ts'
import { nodeRoutes } from './route-access.ts'
import { guardedRoutes, openGuardedRoutes, origin } from './testing/guarded-routes.ts'

let host: GuardedHost
const time = { now: 0 }
beforeEach(async () => {
  time.now = Date.UTC(2026, 10, 25, 12)
  host = await guardedHost({ now: () => time.now })
})

async function told(response: Response) {
  const { detail } = (await response.json()) as { readonly detail?: string }
  return [response.status, detail]
}

test('every route is refused to a token that lacks its permission alone, and the answer names it', async () => {
  const { app, issue } = await openGuardedRoutes()
  const secrets = new Map<Permission, string>()
  for (const wanted of permissionNames)
    secrets.set(
      wanted,
      await issue(permissionNames.filter((each) => each !== wanted && each !== 'admin')),
    )
  const problems = await Promise.all(
    guardedRoutes.map(async ({ method, path, access }) => {
      const authorization = `Bearer ${secrets.get(access)}`
      const response = await app.request(`${origin}${path}`, { method, headers: { authorization } })
      return response.json()
    }),
  )
  expect(problems).toStrictEqual(
    guardedRoutes.map(({ access }) => ({
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: `This token may not do this: it lacks the permission ${access}.`,
      hint: 'Whoever has a token with `admin` can issue another one with it.',
      permission: access,
    })),
  )
})

test('every route is let through with its permission alone, and with admin', async () => {
  const { app, issue } = await openGuardedRoutes()
  const secrets = new Map<Permission, string>()
  for (const wanted of permissionNames) secrets.set(wanted, await issue([wanted]))
  const refused: string[] = []
  for (const { route, method, path, access } of guardedRoutes)
    for (const permission of new Set<Permission>([access, 'admin'])) {
      const authorization = `Bearer ${secrets.get(permission)}`
      const response = await app.request(`${origin}${path}`, { method, headers: { authorization } })
      if ((await response.text()) !== 'reached') refused.push(`${route} with ${permission}`)
    }
  expect(refused).toStrictEqual([])
})

test('a search is for those who may search, and a list is not', async () => {
  const reader = await host.issue({ permissions: ['customers:read'] })
  const searcher = await host.issue({ permissions: ['customers:search'] })
  const statuses = async (secret: string) => [
    (await host.ask(secret, '/api/customers')).status,
    (await host.ask(secret, '/api/customers?search=ida')).status,
    (await host.ask(secret, '/api/customers?search=')).status,
  ]
  expect([await statuses(reader), await statuses(searcher)]).toStrictEqual([
    [200, 403, 403],
    [403, 200, 200],
  ])
})

async function names(response: Response): Promise<ReadonlySet<string>> {
  const { persons } = (await response.json()) as {
    readonly persons: readonly {
      readonly profile: { readonly properties: { readonly firstName: { readonly value: string } } }
    }[]
  }
  return new Set(persons.map(({ profile }) => profile.properties.firstName.value))
}

const reading: readonly Permission[] = ['customers:read', 'customers:search']

test('a token with one node reads as this node, whether it names it or not', async () => {
  const secret = await host.issue({ permissions: reading, nodes: ['denmark'] })
  const read = async (query: string) => names(await host.ask(secret, `/api/customers${query}`))
  expect(await read('')).toStrictEqual(new Set(['ida', 'lis']))
  expect(await read('?node=denmark')).toStrictEqual(new Set(['ida', 'lis']))
  expect(await read('?search=per')).toStrictEqual(new Set())
})

test('a person of another node is as if they were not there', async () => {
  const secret = await host.issue({ permissions: reading, nodes: ['denmark'] })
  const [ida, per] = [await host.personOf('shop:1'), await host.personOf('butik:1')]
  for (const path of ['', '/timeline']) {
    const own = await host.ask(secret, `/api/customers/${ida}${path}`)
    const foreign = await host.ask(secret, `/api/customers/${per}${path}`)
    const nobody = await host.ask(secret, `/api/customers/nobody${path}`)
    expect(own.status).toBe(200)
    expect(await told(foreign)).toStrictEqual(await told(nobody))
    expect(foreign.status).toBe(404)
  }
})

test.each([
  ['PATCH', '', { properties: { firstName: 'Eva' } }],
  ['POST', '/tags', { add: ['vip'] }],
  ['POST', '/consents', { consents: [{ channel: 'email', state: 'granted' }] }],
])('a person of another node cannot be written to: %s %s', async (method, path, body) => {
  const secret = await host.issue({ permissions: ['customers:write'], nodes: ['denmark'] })
  const write = async (person: string, key: string) => {
    const headers = { 'idempotency-key': key }
    const init = { method, headers, body: JSON.stringify(body) }
    return host.ask(secret, `/api/customers/${person}${path}`, init)
  }
  expect((await write(await host.personOf('shop:1'), 'own')).status).toBeLessThan(300)
  const foreign = await write(await host.personOf('butik:1'), 'foreign')
  const nobody = await write('nobody', 'nobody')
  expect([foreign.status, nobody.status]).toStrictEqual([404, 404])
})

test('of a person of several nodes only what its own knows is told', async () => {
  const secret = await host.issue({ permissions: reading, nodes: ['denmark'] })
  const lis = await host.personOf('shop:2')
  const person = await (await host.ask(secret, `/api/customers/${lis}`)).text()
  const timeline = await host.ask(secret, `/api/customers/${lis}/timeline`)
  expect([person.includes('shop:2'), person.includes('butik')]).toStrictEqual([true, false])
  expect(await timeline.json()).toStrictEqual({ moments: [] })
})

test.each(['sweden', 'nowhere', ''])(
  'the node "%s" of somebody else is not there',
  async (node) => {
    const secret = await host.issue({ permissions: reading, nodes: ['denmark'] })
    expect(await told(await host.ask(secret, `/api/customers?node=${node}`))).toStrictEqual([
      404,
      `There is no node ${node}.`,
    ])
  },
)

test('a token with several nodes must name one of them', async () => {
  const secret = await host.issue({ permissions: reading, nodes: ['denmark', 'sweden'] })
  const response = await host.ask(secret, '/api/customers')
  expect([response.status, await response.json()]).toMatchObject([
    400,
    {
      detail: 'This token has several nodes, and the request names none of them.',
      hint: 'Name one with `?node=…`: denmark, sweden.',
    },
  ])
  expect(await names(await host.ask(secret, '/api/customers?node=sweden'))).toStrictEqual(
    new Set(['lis', 'per']),
  )
  expect((await host.ask(secret, '/api/customers?node=norway')).status).toBe(404)
})

test('a token that names a node twice is answered as the first, or not at all', async () => {
  const secret = await host.issue({ permissions: reading, nodes: ['denmark'] })
  const response = await host.ask(secret, '/api/customers?node=denmark&node=sweden')
  expect(await names(response)).toStrictEqual(new Set(['ida', 'lis']))
  expect((await host.ask(secret, '/api/customers?node=sweden&node=denmark')).status).toBe(404)
})

test('what speaks of the whole organisation is refused to a token with nodes', async () => {
  const secret = await host.issue({ permissions: ['figures:read', 'admin'], nodes: ['denmark'] })
  expect(await told(await host.ask(secret, '/api/customers/figures'))).toStrictEqual([
    403,
    'This speaks of the whole organisation, and this token is bound to nodes: figures:read is needed here without.',
  ])
  expect((await host.ask(secret, '/api/tokens')).status).toBe(403)
})

test('a route that knows no nodes is refused to a token with nodes, even with its permission', async () => {
  const { app, issue } = await openGuardedRoutes()
  const secrets = new Map<Permission, string>()
  for (const wanted of permissionNames) secrets.set(wanted, await issue([wanted], ['denmark']))
  const others = guardedRoutes.filter(({ route }) => !nodeRoutes.has(route))
  const reached: string[] = []
  for (const { route, method, path, access } of others) {
    const authorization = `Bearer ${secrets.get(access)}`
    const answer = await app.request(`${origin}${path}`, { method, headers: { authorization } })
    if (answer.status !== 403) reached.push(route)
  }
  expect(reached).toStrictEqual([])
})

test('a token is noted as used, once a minute at the most', async () => {
  const secret = await host.issue({ permissions: ['status:read'], name: 'watcher' })
  const used = async () => {
    await host.ask(secret, '/api/status')
    const tokens = await host.installation.store.read((dialect, org) => listTokens(dialect, org))
    return tokens.find(({ name }) => name === 'watcher')?.lastUsedAt
  }
  const first = time.now
  expect(await used()).toBe(first)
  time.now += 59_999
  expect(await used()).toBe(first)
  time.now += 1
  expect(await used()).toBe(first + 60_000)
})

test('an address that is not there is the same for every token', async () => {
  const secret = await host.issue({ permissions: ['runs:read'] })
  expect((await host.ask(secret, '/api/nothing')).status).toBe(404)
})

test('refused requests stand in the audit log, by token, route and what was missing', async () => {
  const secret = await host.issue({ permissions: ['runs:read'], name: 'watcher' })
  const per = await host.personOf('butik:1')
  await host.ask(secret, `/api/customers/${per}`)
  await host.ask(secret, '/api/customers/someone-else')
  await host.ask('cartograph_guessed', '/api/status')
  const { entries } = (await (await host.call('/api/audit')).json()) as {
    readonly entries: readonly { readonly action: string }[]
  }
  const refused = entries.filter(({ action }) => action === 'request.refuse')
  expect(refused).toMatchObject([
    {
      actor: { kind: 'token', name: 'watcher' },
      target: 'GET /api/customers/:id',
      outcome: 'permission customers:read',
      count: 2,
    },
    { actor: { kind: 'nobody' }, outcome: 'token', count: 1 },
  ])
  expect(JSON.stringify(entries)).not.toContain(per)
})
