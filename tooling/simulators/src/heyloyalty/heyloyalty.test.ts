import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startHeyloyalty, signatureOf, type HeyloyaltyOptions } from './index.ts'
import type { SimulatedHeyloyalty } from './start.ts'

const now = Date.UTC(2026, 10, 1, 12)

async function started(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  const account = await startHeyloyalty({ now: () => now, ...options })
  onTestFinished(() => account.close())
  return account
}

interface Wish {
  readonly method?: string
  readonly body?: unknown
  readonly form?: FormData
  readonly at?: number
  readonly secret?: string
}

async function ask(account: SimulatedHeyloyalty, path: string, wish: Wish = {}) {
  const { method = 'GET', body, form, at = now, secret = account.apiSecret } = wish
  const timestamp = new Date(at).toUTCString()
  const signature = signatureOf(secret, timestamp)
  const response = await fetch(`${account.apiBase}${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${account.apiKey}:${signature}`).toString('base64')}`,
      'x-request-timestamp': timestamp,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(form !== undefined && { body: form }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
}

const anna = { email: 'anna@example.dk', firstname: 'Anna', sex: '2', country: '53' }
const members = '/loyalty/v1/lists/1/members'

test('the signature is that of the documented example', () => {
  expect(signatureOf('API_SECRET', 'Fri, 24 May 2013 13:16:26 GMT')).toBe(
    'MjgwYTMxNTM2NjkwMzRmMTM0NTUyZWRkOTNkMzVhNmQ2OGZlNGFjM2MwNzg1ZGQ3MmU0YzdiNGRmODJiNjI3Mg==',
  )
})

test.each([
  ['another secret', { secret: 'another' }],
  ['a timestamp of twenty minutes ago', { at: now - 1_200_000 }],
  ['a timestamp of twenty minutes ahead', { at: now + 1_200_000 }],
])('%s is refused', async (_what, wish) => {
  const account = await started()
  expect(await ask(account, '/loyalty/v1/lists', wish)).toStrictEqual({
    status: 401,
    body: { message: 'Unauthorized', code: 401 },
  })
})

test('a list shows its fields by name, with options by id', async () => {
  const account = await started()
  const { body } = await ask(account, '/loyalty/v1/lists/1')
  expect(body).toMatchObject({
    id: 1,
    fields: { sex: { format: 'choice', options: { '1': 'Male', '2': 'Female' } } },
  })
})

test('PUT empties what is not sent, PATCH does not', async () => {
  const account = await started()
  const id = account.admin.addMember(1, { ...anna, city: 'Aarhus' })
  const values = () => Object.fromEntries(account.list.members.get(id)?.values ?? [])
  await ask(account, `${members}/${id}`, { method: 'PATCH', body: { firstname: 'Anne' } })
  expect(values()).toMatchObject({ firstname: 'Anne', city: 'Aarhus' })
  await ask(account, `${members}/${id}`, { method: 'PUT', body: { email: anna.email } })
  expect(values()).toStrictEqual({ email: anna.email })
})

test.each(['PUT', 'PATCH'])('%s makes who had unsubscribed a member again', async (method) => {
  const account = await started()
  const id = account.admin.addMember(1, anna)
  account.admin.unsubscribe(1, id)
  await ask(account, `${members}/${id}`, { method, body: anna })
  expect(account.list.members.get(id)?.status).toBe('active')
})

test('an upsert makes who had unsubscribed a member again, and creates who was not there', async () => {
  const account = await started()
  const id = account.admin.addMember(1, anna)
  account.admin.unsubscribe(1, id)
  const upsert = (email: string) =>
    ask(account, `${members}/upsert`, {
      method: 'POST',
      body: { unique_field: 'email', member: { ...anna, email } },
    })
  expect((await upsert(anna.email)).body).toStrictEqual({ type: 'update', member_id: id })
  expect(account.account.reactivated).toStrictEqual([anna.email])
  expect((await upsert('bo@example.dk')).body).toMatchObject({ type: 'create' })
})

test('on a list with double opt-in a new member waits, unless it is skipped', async () => {
  const account = await started({ doubleOptIn: true })
  const upsert = (email: string, skipOptIn: number) =>
    ask(account, `${members}/upsert`, {
      method: 'POST',
      body: { unique_field: 'email', skipOptIn, member: { email } },
    })
  await upsert('anna@example.dk', 0)
  await upsert('bo@example.dk', 1)
  const { body } = await ask(account, members)
  expect(body).toMatchObject({ members: [{ fields: { email: { value: 'bo@example.dk' } } }] })
})

test('members are paged, ordered and filtered', async () => {
  const account = await started()
  for (const email of ['a@example.dk', 'b@example.dk', 'c@shop.example'])
    account.admin.addMember(1, { email })
  const emails = async (query: string) => {
    const { body } = await ask(account, `${members}?${query}`)
    return (body as { members: { fields: { email: { value: string } } }[] }).members.map(
      ({ fields }) => fields.email.value,
    )
  }
  expect(await emails('perpage=2&page=2&orderby=email')).toStrictEqual(['c@shop.example'])
  expect(await emails('orderby=email&order=-1&perpage=1')).toStrictEqual(['c@shop.example'])
  expect(await emails('filter[email][ew][]=example.dk')).toHaveLength(2)
  expect(
    await emails('filter[email][sw]=a&filter[email][eq][]=b@example.dk&logic=or'),
  ).toHaveLength(2)
  expect((await ask(account, `${members}?perpage=5001`)).status).toBe(400)
})

test('a value that does not fit its field is refused by name', async () => {
  const account = await started()
  expect(
    await ask(account, members, { method: 'POST', body: { ...anna, birthdate: '1.2.80' } }),
  ).toStrictEqual({
    status: 400,
    body: { error: 'The value of field birthdate is not a valid date' },
  })
})

test('an import is worked on, makes members again, and tells of bad rows by mail', async () => {
  const account = await started()
  account.admin.unsubscribe(1, account.admin.addMember(1, anna))
  const form = new FormData()
  form.append(
    'file',
    new Blob(['anna@example.dk,Anna\nno address,Bo\ncy@example.dk,Cy\n']),
    'm.csv',
  )
  for (const name of ['email', 'firstname']) form.append('fields_selected[]', name)
  form.append('duplicate_field', 'email')
  form.append('handle_existing', 'update')
  form.append('sendErrorsTo', 'me@shop.example')
  await ask(account, '/loyalty/v1/lists/1/import', { method: 'POST', form })
  expect([...account.list.members.values()].map(({ status }) => status)).toStrictEqual([
    'active',
    'active',
  ])
  expect(account.account.errorMails).toHaveLength(1)
})

test('a feed is fetched from its address and mapped, nested paths too', async () => {
  const account = await started()
  const products = [{ id: 'k100', title: 'Socks', price: { now: '49.00' } }]
  const server = createServer((_request, response) => {
    response.end(JSON.stringify({ products }))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.json`
  const feeds = '/loyalty/v1/integrations/productfeed'
  const { body } = await ask(account, feeds, {
    method: 'POST',
    body: { name: 'Shop', url, setUpdate: 24 },
  })
  const { id } = body as { id: string }
  await ask(account, `${feeds}-mapping`, {
    method: 'POST',
    body: {
      product_feed_id: id,
      feed_type: 'json',
      search_field: 'products',
      productId: 'id',
      name: 'title',
      customFields: [{ name: 'reduced', mapping: 'price/now', type: 'string' }],
    },
  })
  await ask(account, `${feeds}/refresh`, { method: 'PUT', body: { id: Number(id) } })
  const found = await ask(account, `${feeds}/getproductbyid?productfeedId=${id}&productId=k100`)
  expect(found.body).toStrictEqual({ productId: 'k100', name: 'Socks', reduced: '49.00' })
})

test('a trigger sets off nothing for strangers and for who has unsubscribed', async () => {
  const account = await started()
  account.admin.unsubscribe(1, account.admin.addMember(1, anna))
  const trigger = (email: string) => {
    const form = new FormData()
    const context = { Category: 'abandoned-cart', ListId: 1, UserId: email }
    form.append(
      'Data',
      JSON.stringify({ EventDateTime: '2026-11-01T11:00:00Z', Context: context, Content: [] }),
    )
    return ask(account, '/loyalty/v1/webhooktrigger', { method: 'POST', form })
  }
  expect((await trigger(anna.email)).status).toBe(404)
  expect((await trigger('bo@example.dk')).status).toBe(404)
  expect(account.account.triggered).toStrictEqual([])
})

test('a webhook that nobody takes is sent three times, and then told by mail', async () => {
  const account = await started()
  await ask(account, '/loyalty/v1/lists/1/webhooks', {
    method: 'POST',
    body: {
      url: 'http://127.0.0.1:9/',
      contact_email: 'me@shop.example',
      webhookTriggers: { unsubscribe: 1 },
    },
  })
  account.admin.unsubscribe(1, account.admin.addMember(1, anna))
  await account.webhooks.deliver()
  expect(account.webhooks.complaints).toStrictEqual(['me@shop.example'])
})

test('where requests are too many, it is told how long to wait', async () => {
  const account = await started({ requestsAllowed: 1 })
  await ask(account, '/loyalty/v1/lists')
  expect((await ask(account, '/loyalty/v1/lists')).status).toBe(429)
})

test('an answer is lost after the work was done', async () => {
  const account = await started()
  account.next({ kind: 'reset', when: 'after' })
  await expect(ask(account, members, { method: 'POST', body: anna })).rejects.toThrow(
    'fetch failed',
  )
  expect(account.list.members.size).toBe(1)
})
