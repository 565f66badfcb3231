import { expect, onTestFinished, test } from 'vitest'
import { startContacthub, type ContacthubOptions, type SimulatedContacthub } from './index.ts'

let now = Date.UTC(2026, 10, 1, 12)

async function opened(options: ContacthubOptions = {}): Promise<SimulatedContacthub> {
  const hub = await startContacthub({ now: () => now, ...options })
  onTestFinished(() => hub.close())
  return hub
}

interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

async function ask(
  { apiBase, workspace, source }: SimulatedContacthub,
  method: string,
  path: string,
  body?: object,
  token = source.token,
): Promise<Answered> {
  const response = await fetch(`${apiBase}/workspaces/${workspace.id}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: text === '' ? {} : (JSON.parse(text) as Answered['body']),
  }
}

const giulia = ({ workspace }: SimulatedContacthub, more: object = {}) => ({
  nodeId: workspace.nodeId,
  externalId: 'shop-1042',
  base: { firstName: 'Giulia', contacts: { email: 'giulia@example.com', fax: '+39021' } },
  tags: { auto: ['buyer'], manual: ['vip'] },
  ...more,
})

async function made(hub: SimulatedContacthub): Promise<string> {
  const { body } = await ask(hub, 'POST', '/customers', giulia(hub))
  return String(body['id'])
}

test('shows what was never said as null, or as an empty list, and instants with an offset without a colon', async () => {
  const hub = await opened()
  const { status, body } = await ask(hub, 'POST', '/customers', giulia(hub))
  expect(status).toBe(201)
  expect(body).toMatchObject({
    registeredAt: '2026-11-01T12:00:00.000+0000',
    consents: null,
    base: { lastName: null, jobs: [], contacts: { phone: null, otherContacts: [] }, address: null },
  })
})

test('refuses a second customer of the same address, and names the first', async () => {
  const hub = await opened()
  const id = await made(hub)
  const again = await ask(hub, 'POST', '/customers', giulia(hub, { externalId: 'other' }))
  expect(again.status).toBe(409)
  expect(again.body).toMatchObject({
    message: `Conflict with exiting customer ${id}`,
    data: { customer: { id } },
  })
})

test('tells a source that may only write neither whom it made nor with whom it conflicts', async () => {
  const hub = await opened()
  const { token } = hub.admin.addSource({ isTrusted: false })
  const first = await ask(hub, 'POST', '/customers', giulia(hub), token)
  const second = await ask(hub, 'POST', '/customers', giulia(hub), token)
  expect([first, second.status, second.body['data']]).toStrictEqual([
    { status: 201, body: {} },
    409,
    null,
  ])
  expect((await ask(hub, 'GET', '/events?nodeId=x', undefined, token)).status).toBe(403)
})

test('merges a patch: null removes, lists are replaced, the rest stays', async () => {
  const hub = await opened()
  const id = await made(hub)
  const patched = await ask(hub, 'PATCH', `/customers/${id}`, {
    base: { lastName: 'Bianchi', contacts: { fax: null } },
    tags: { manual: ['newsletter'] },
  })
  expect(patched.body).toMatchObject({
    base: {
      firstName: 'Giulia',
      lastName: 'Bianchi',
      contacts: { email: 'giulia@example.com', fax: null },
    },
    tags: { auto: ['buyer'], manual: ['newsletter'] },
  })
})

test.each([
  ['a base property that there is not', { base: { shoeSize: '42' } }, '/base'],
  ['a property outside the workspace’s schema', { extended: { tier: 'gold' } }, '/extended'],
  ['a locale of the wrong form', { base: { locale: 'it' } }, '/base/locale'],
  ['a consent that there is not', { consents: { marketing: { owl: {} } } }, '/consents/marketing'],
])('refuses %s with a pointer to it', async (_name, more, path) => {
  const hub = await opened()
  const { status, body } = await ask(hub, 'POST', '/customers', giulia(hub, more))
  expect(status).toBe(400)
  expect(body).toMatchObject({ message: 'source customer is not valid', errors: [{ path }] })
})

test('lists see a change a minute later, and one by its id at once', async () => {
  const hub = await opened({ searchLagMs: 60_000 })
  const id = await made(hub)
  const list = () => ask(hub, 'GET', `/customers?nodeId=${hub.workspace.nodeId}&size=50`)
  expect((await list()).body['elements']).toStrictEqual([])
  expect((await ask(hub, 'GET', `/customers/${id}`)).status).toBe(200)
  now += 60_000
  expect((await list()).body['elements']).toMatchObject([{ id }])
})

const atomic = (attribute: string, operator: string, value?: unknown) => ({
  type: 'atomic',
  attribute,
  operator,
  value,
})

test('understands the query language, and contains for IN of a text', async () => {
  const hub = await opened()
  const id = await made(hub)
  hub.admin.addCustomer({ base: { contacts: { email: 'mario@example.org' } } })
  const query = {
    query: {
      type: 'simple',
      are: {
        condition: {
          type: 'composite',
          conjunction: 'and',
          conditions: [
            atomic('base.contacts.email', 'IN', '@example.com'),
            atomic('registeredAt', 'GTE', '2026-11-01'),
            atomic('base.firstName', 'IS_NOT_NULL'),
          ],
        },
      },
    },
  }
  const text = encodeURIComponent(JSON.stringify(query))
  const found = await ask(
    hub,
    'GET',
    `/customers?nodeId=${hub.workspace.nodeId}&query=${text}&fields=id`,
  )
  expect(found.body['elements']).toStrictEqual([{ id }])
})

const order = (whose: object, properties: object = {}) => ({
  ...whose,
  type: 'completedOrder',
  context: 'ECOMMERCE',
  date: '2026-10-24T14:03:11.000Z',
  properties: { orderId: '1001', type: 'sale', ...properties },
})

test('an event is stored later, and the same once more is a second one', async () => {
  const hub = await opened({ eventLagMs: 200 })
  const customerId = await made(hub)
  const first = await ask(hub, 'POST', '/events', order({ customerId }))
  await ask(hub, 'POST', '/events', order({ customerId }))
  expect(first.status).toBe(202)
  const list = () => ask(hub, 'GET', `/events?customerId=${customerId}&type=completedOrder`)
  expect((await list()).body['elements']).toStrictEqual([])
  now += 200
  const { elements } = (await list()).body
  expect(elements).toMatchObject([{ id: first.body['id'] }, { customerId }])
})

test('an event of an external id or a session comes to the customer who turns up with it', async () => {
  const hub = await opened()
  const { nodeId } = hub.workspace
  const of = (type: string, value: string) =>
    order({ bringBackProperties: { type, value, nodeId } })
  await ask(hub, 'POST', '/events', of('EXTERNAL_ID', 'shop-1042'))
  await ask(hub, 'POST', '/events', of('SESSION_ID', 's1'))
  const id = await made(hub)
  expect((await ask(hub, 'POST', `/customers/${id}/sessions`, { value: 's1' })).status).toBe(201)
  const { elements } = (await ask(hub, 'GET', `/events?customerId=${id}`)).body
  expect(elements).toHaveLength(2)
})

test.each([
  ['a property that the type does not have', { colour: 'red' }, '/properties'],
  ['a way of payment that there is not', { paymentMethod: 'invoice' }, '/properties/paymentMethod'],
  ['an amount as text', { amount: { total: '146.45' } }, '/properties/amount/total'],
])('refuses an event with %s', async (_name, properties, path) => {
  const hub = await opened()
  const customerId = await made(hub)
  const { status, body } = await ask(hub, 'POST', '/events', order({ customerId }, properties))
  expect(status).toBe(400)
  expect(body).toMatchObject({ message: 'source event is not valid', errors: [{ path }] })
})

test('with a customer their events go, and both are told in the updates', async () => {
  const hub = await opened()
  const id = await made(hub)
  const event = await ask(hub, 'POST', '/events', order({ customerId: id }))
  const before = (await ask(hub, 'GET', '/updates/last-offset')).body['lastOffset']
  await ask(hub, 'DELETE', `/customers/${id}`)
  const { body } = await ask(hub, 'GET', `/updates?offset=${String(before)}&size=50`)
  expect(body['updates']).toStrictEqual([
    { operation: 'DELETE', entity: { type: 'CUSTOMER', data: { id } } },
    { operation: 'DELETE', entity: { type: 'EVENT', data: { id: event.body['id'] } } },
  ])
  expect(await ask(hub, 'POST', '/events', order({ customerId: id }))).toMatchObject({
    status: 404,
    body: { message: `customer not found ${id}` },
  })
})

test('an automation sends its immediate message for such an event, to who has an address', async () => {
  const hub = await opened()
  const customerId = await made(hub)
  hub.admin.addAutomation({ eventType: 'genericPassiveEvent', name: 'receipt', message: 'Receipt' })
  const event = (name: string) => ({
    customerId,
    type: 'genericPassiveEvent',
    context: 'OTHER',
    properties: { name, extraProperties: { number: '7' } },
  })
  await ask(hub, 'POST', '/events', event('receipt'))
  await ask(hub, 'POST', '/events', event('other'))
  expect(hub.workspace.messages).toStrictEqual([
    {
      message: 'Receipt',
      customerId,
      email: 'giulia@example.com',
      extraProperties: { number: '7' },
    },
  ])
})

test('a request that meets a mishap does its work or not, as the mishap says', async () => {
  const hub = await opened()
  hub.next({ kind: 'reset', when: 'after' }, { kind: 'status', status: 423 })
  await expect(ask(hub, 'POST', '/customers', giulia(hub))).rejects.toThrow('fetch failed')
  const busy = await ask(hub, 'POST', '/customers', giulia(hub, { base: {} }))
  expect([busy.status, hub.workspace.customers.size]).toStrictEqual([423, 1])
})

test.each([
  ['an unknown key', 401, 'The client is not authorized to access the API', 'wrong', undefined],
  ['another workspace', 403, 'workspace not found: other', undefined, 'other'],
])('refuses %s', async (_name, status, message, token, workspace) => {
  const hub = await opened()
  const { apiBase, source } = hub
  const id = workspace ?? hub.workspace.id
  const response = await fetch(`${apiBase}/workspaces/${id}/customers?nodeId=x`, {
    headers: { authorization: `Bearer ${token ?? source.token}` },
  })
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ message })
})
