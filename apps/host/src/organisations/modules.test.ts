import { expect, test } from 'vitest'
import { founded, installed, type Installed } from './testing/installed.ts'

const allowing = 'organisations: { solsikke: { connectors: [], sections: [dashboards] } }'

/** An installation that allows one of its organisations next to nothing. */
async function strict(): Promise<{ readonly host: Installed; readonly secret: string }> {
  const host = await installed()
  host.rewrite('', allowing)
  await host.reload()
  return { host, secret: await founded(host, 'solsikke') }
}

function choose({ ask }: Installed, secret: string, module: string, state: string) {
  return ask(secret, `/api/modules/${module}`, { method: 'PUT', body: JSON.stringify({ state }) })
}

async function stateOf({ ask }: Installed, secret: string, wanted: string): Promise<unknown> {
  const { modules } = (await (await ask(secret, '/api/modules')).json()) as {
    readonly modules: readonly {
      readonly kind: string
      readonly name: string
      readonly state: string
    }[]
  }
  return modules.find(({ kind, name }) => `${kind}/${name}` === wanted)?.state
}

test('what the operator allows can be hidden and shown, and nothing of it is lost', async () => {
  const { host, secret } = await strict()
  await host.put(secret, 'dashboards/mine', { template: 'overview' })
  expect((await choose(host, secret, 'section/dashboards', 'hidden')).status).toBe(200)
  expect(await stateOf(host, secret, 'section/dashboards')).toBe('hidden')
  expect((await host.ask(secret, '/api/dashboards/mine')).status).toBe(200)
  await choose(host, secret, 'section/dashboards', 'active')
  expect(await stateOf(host, secret, 'section/dashboards')).toBe('active')
})

test('what the operator does not allow can only be asked for, and the operator sees who asks', async () => {
  const { host, secret } = await strict()
  expect(await stateOf(host, secret, 'connector/shop')).toBe('locked')
  expect((await choose(host, secret, 'connector/shop', 'active')).status).toBe(409)
  expect((await choose(host, secret, 'connector/shop', 'requested')).status).toBe(200)
  expect(await stateOf(host, secret, 'connector/shop')).toBe('requested')
  const { organisations } = (await (await host.ask(host.token, '/api/organisations')).json()) as {
    readonly organisations: readonly { readonly id: string; readonly requests: readonly string[] }[]
  }
  expect(organisations.map(({ id, requests }) => [id, requests])).toStrictEqual([
    ['nordlys', []],
    ['solsikke', ['connector/shop']],
  ])
})

test('what was asked for can be taken back, and the operator sees it no more', async () => {
  const { host, secret } = await strict()
  await choose(host, secret, 'connector/shop', 'requested')
  expect((await choose(host, secret, 'connector/shop', 'locked')).status).toBe(200)
  expect(await stateOf(host, secret, 'connector/shop')).toBe('locked')
})

test('an operation of an area that the operator does not allow is refused with whom to ask, and another is answered', async () => {
  const host = await installed()
  host.rewrite(
    'host: { support: help@operator.example }\n',
    'organisations: { solsikke: { areas: [analytics] } }',
  )
  await host.reload()
  const secret = await founded(host, 'solsikke')
  const refused = await host.ask(secret, '/api/carts')
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { area: 'carts', support: 'help@operator.example' },
  ])
  expect((await host.ask(secret, '/api/dashboards')).status).toBe(200)
  expect(await stateOf(host, secret, 'area/carts')).toBe('locked')
  expect(await stateOf(host, secret, 'section/carts')).toBe('locked')
  expect((await host.ask(host.token, '/api/carts')).status).toBe(200)
})

test('more of a limit can be asked for where there is one', async () => {
  const host = await installed('quota: { paidOrders: 100 }\n')
  expect((await choose(host, host.token, 'limit/paidOrders', 'requested')).status).toBe(200)
  expect(await stateOf(host, host.token, 'limit/paidOrders')).toBe('requested')
})

test('a module that there is not cannot be chosen', async () => {
  const { host, secret } = await strict()
  expect((await choose(host, secret, 'connector/nothing', 'hidden')).status).toBe(404)
})
