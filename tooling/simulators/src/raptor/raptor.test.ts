import { createServer } from 'node:http'
import { afterEach, expect, onTestFinished, test } from 'vitest'

import type { RaptorOptions } from './options.ts'
import { startRaptor, type SimulatedRaptor } from './start.ts'

let raptor: SimulatedRaptor
let now = Date.UTC(2026, 2, 2, 9, 0)
const hourMs = 3_600_000
const coid = '6B29FC40-CA47-4067-B31D-00DD010662DA'
const sid = '0B0E6C5B-9A61-4E02-8F2B-6F6C0C2D9B11'
const anna = 'YW5uYUBleGFtcGxlLmRr'

afterEach(() => raptor.close())

async function opened(options: RaptorOptions = {}): Promise<void> {
  raptor = await startRaptor({ now: () => now, ...options })
}

async function track(query: string, endpoint = 'rsa') {
  const response = await fetch(
    `${raptor.addresses.tracking}/${raptor.customerId}.${endpoint}?${query}`,
  )
  return { status: response.status, text: await response.text() }
}

async function stream(id: string, rows: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${raptor.addresses.streaming}/stream/${raptor.customerId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-streamid': id, ...headers },
    body: JSON.stringify(rows),
  })
  return response.status
}

async function recommended(module: string, query: string, key = raptor.keys.apiKey) {
  const address = `${raptor.addresses.recommendations}/v1/${raptor.customerId}/${module}/10/${key}`
  const response = await fetch(`${address}?${query}`)
  return response.ok ? await response.json() : response.status
}

/** Serves one text after another, and takes what is posted. */
async function site(contentType: string, ...texts: readonly string[]) {
  const posted: { readonly key: string; readonly body: unknown }[] = []
  const waiting = [...texts]
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece: Buffer) => {
      body += piece.toString()
    })
    request.on('end', () => {
      if (request.method === 'POST')
        posted.push({ key: String(request.headers['x-api-key']), body: JSON.parse(body) })
      response.writeHead(200, { 'content-type': contentType })
      response.end(request.method === 'POST' ? '' : waiting.shift())
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
  return { url: `http://127.0.0.1:${port}/`, posted }
}

test('a basket, a purchase line and a visit are decoded by the template of the parameters', async () => {
  await opened()
  await track(`p1=visit&p2=m57500_Red&p12=899.00&p15=true&p18=m57500&coid=${coid}&sid=${sid}`)
  await track(`p1=basket&p2=m57500_Red&p10=m57500_Red%2Ck100&p11=bk-778&coid=${coid}`)
  await track(`p1=buy&p2=k100&p5=49.00&p6=DKK&p12=49.00&p13=1&p21=100234&coid=${coid}&ruid=${anna}`)
  expect(
    raptor.account.events.map(({ name, values, person }) => [name, values, person]),
  ).toStrictEqual([
    [
      'visit',
      {
        eventType: 'visit',
        productId: 'm57500_Red',
        itemPrice: '899.00',
        stockStatus: 'true',
        masterId: 'm57500',
      },
      undefined,
    ],
    [
      'basket',
      {
        eventType: 'basket',
        productId: 'm57500_Red',
        basketContent: 'm57500_Red,k100',
        basketId: 'bk-778',
      },
      undefined,
    ],
    [
      'buy',
      {
        eventType: 'buy',
        productId: 'k100',
        subtotal: '49.00',
        currency: 'DKK',
        itemPrice: '49.00',
        quantity: '1',
        orderId: '100234',
      },
      'anna@example.dk',
    ],
  ])
})

test.each([
  ['an event that it does not know', 'p1=bought&p2=k100', 'rsa'],
  ['a purchase without its order', 'p1=buy&p2=k100', 'rsa'],
  ['a person in clear where base64 is expected', 'p1=visit&p2=k100&ruid=anna@example.dk', 'rsa'],
  ['a person in base64 where clear text is expected', `p1=buy&p2=k&p21=1&ruid=${anna}=`, 'stream'],
  ['a device that is no GUID', 'p1=visit&p2=k100&coid=17', 'rsa'],
  ['an amount with a currency', 'p1=buy&p2=k100&p21=1&p5=49%20kr', 'rsa'],
  ['a product twice in a basket', 'p1=basket&p10=k100%2Ck100', 'rsa'],
])('%s is answered 200 and dropped', async (_what, query, endpoint) => {
  await opened()
  expect((await track(query, endpoint)).status).toBe(200)
  expect([raptor.account.events.length, raptor.account.dropped.length]).toStrictEqual([0, 1])
})

test('persons are written over column by column, null deletes, and interactions are appended', async () => {
  await opened()
  raptor.admin.addStream('persons', { kind: 'Person' })
  raptor.admin.addStream('lines', { kind: 'Interaction' })
  const person = { Email: 'anna@example.dk', FirstName: 'Anna', Phone: '+4512345678' }
  await stream('persons', [person])
  await stream('persons', [{ Email: 'anna@example.dk', FirstName: 'Anne', Phone: null }])
  await stream('lines', [{ OrderId: '1' }])
  await stream('lines', [{ OrderId: '1' }])
  expect([...raptor.account.streams.values()].map(({ rows }) => rows)).toStrictEqual([
    [{ Email: 'anna@example.dk', FirstName: 'Anne' }],
    [{ OrderId: '1' }, { OrderId: '1' }],
  ])
})

test('an unknown stream, a body that is no list, too many rows and a wrong draft mark are refused', async () => {
  await opened({ unknowns: { rowsAtOnce: 1 } })
  raptor.admin.addStream('lines', { kind: 'Interaction' })
  raptor.admin.addStream('draft', { kind: 'Interaction', isDraft: true })
  expect([
    await stream('other', []),
    await stream('lines', { OrderId: '1' }),
    await stream('lines', [{}, {}]),
    await stream('draft', [{}]),
    await stream('draft', [{}], { 'x-isdraft': 'true' }),
  ]).toStrictEqual([401, 400, 413, 400, 200])
})

test('what was seen by the same visitors is recommended, with the columns of the feed', async () => {
  await opened()
  const other = 'A1A1A1A1-CA47-4067-B31D-00DD010662DA'
  for (const [product, who] of [
    ['a', coid],
    ['b', coid],
    ['a', other],
    ['c', other],
    ['b', other],
  ])
    await track(`p1=visit&p2=${product}&coid=${who}`)
  const feed = await site(
    'application/json',
    JSON.stringify([{ ProductId: 'b', ProductName: 'Socks' }]),
  )
  await raptor.admin.pull(feed.url)
  expect(await recommended('GetSimilarItems', 'FullInfo=True&ProductId=a')).toStrictEqual([
    { RecommendedId: 'b', Priority: 1, ProductId: 'b', ProductName: 'Socks' },
    { RecommendedId: 'c', Priority: 2 },
  ])
  expect([
    await recommended('GetSimilarItems', 'ProductId=a', 'wrong'),
    await recommended('Nothing', 'ProductId=a'),
    await recommended('GetSimilarItems', ''),
  ]).toStrictEqual([401, 404, 400])
})

test('a basket that a known person leaves is told once, and not after a purchase', async () => {
  await opened()
  const receiver = await site('text/plain')
  raptor.admin.sendTriggersTo(receiver.url)
  await track(`p1=basket&p10=k100&p11=bk-1&coid=${coid}`)
  now += hourMs
  expect(await raptor.admin.fireTriggers()).toStrictEqual([])
  await track(`p1=setuser&coid=${coid}&ruid=${anna}`)
  await raptor.admin.fireTriggers()
  await raptor.admin.fireTriggers()
  expect(receiver.posted).toStrictEqual([
    {
      key: raptor.keys.triggerKey,
      body: {
        TriggerDisplayName: 'AbandonedBasket',
        EventDateTime: '2026-03-02T09:00:00Z',
        Context: {
          CustomerId: '12345',
          UserId: 'anna@example.dk',
          CookieId: coid,
          BasketId: 'bk-1',
        },
        Content: [{ ProductId: 'k100' }],
      },
    },
  ])
  await track(`p1=basket&p10=k100%2Ck200&p11=bk-1&coid=${coid}`)
  await track(`p1=buy&p2=k100&p21=1&coid=${coid}`)
  now += hourMs
  expect(await raptor.admin.fireTriggers()).toStrictEqual([])
})

test.each([
  [
    'JSON',
    'application/json',
    (stock: boolean, price: number) =>
      JSON.stringify([{ ProductId: 'k100', OnSalePrice: price, InStock: stock }]),
  ],
  [
    'CSV',
    'text/csv',
    (stock: boolean, price: number) => `ProductId,OnSalePrice,InStock\nk100,${price},${stock}\n`,
  ],
  [
    'XML',
    'application/xml',
    (stock: boolean, price: number) =>
      `<products><product><ProductId>k100</ProductId><OnSalePrice>${price}</OnSalePrice><InStock>${stock}</InStock></product></products>`,
  ],
])(
  'a feed in %s tells of prices that fall and of what is back in stock',
  async (_form, type, write) => {
    await opened()
    for (let time = 0; time < 2; time += 1)
      await track(`p1=visit&p2=k100&coid=${coid}&ruid=${anna}`)
    const feed = await site(type, write(false, 49), write(true, 39))
    await raptor.admin.pull(feed.url)
    const changes = await raptor.admin.pull(feed.url)
    expect(changes).toStrictEqual({
      added: [],
      gone: [],
      dropped: ['k100'],
      backInStock: ['k100'],
    })
    const kinds = (await raptor.admin.fireTriggers({ changes })).map(({ kind }) => kind)
    expect(kinds).toStrictEqual(['PriceDropInterest', 'BackInStock'])
  },
)

test('a deletion takes its time, and then nothing of the person is left', async () => {
  await opened()
  raptor.admin.addStream('persons', { kind: 'Person' })
  await stream('persons', [{ Email: 'anna@example.dk' }, { Email: 'bo@example.dk' }])
  await track(`p1=visit&p2=k100&coid=${coid}&ruid=${anna}`)
  await track(`p1=visit&p2=k200&coid=${coid}`)
  const erased = await fetch(`${raptor.addresses.erasure}/${raptor.customerId}/DeleteUser`, {
    method: 'POST',
    headers: { 'x-api-key': raptor.keys.erasureKey },
    body: JSON.stringify({ UserId: 'anna@example.dk' }),
  })
  expect([erased.status, raptor.account.events.length]).toStrictEqual([200, 2])
  now += 14 * 24 * hourMs
  raptor.admin.settle()
  expect(raptor.account.events).toStrictEqual([])
  expect(raptor.account.streams.get('persons')?.rows).toStrictEqual([{ Email: 'bo@example.dk' }])
})

test('changes of audiences are told after a number, so many at once, the oldest first', async () => {
  await opened({ unknowns: { changesAtOnce: 2 } })
  raptor.admin.addAudience('5d822e81', 'Runners', [])
  for (const action of ['entered', 'left', 'entered'] as const)
    raptor.admin.moveIn('5d822e81', 'anna@example.dk', action)
  const changes = async (since: number) => {
    const response = await fetch(
      `${raptor.addresses.cdp}/api/v3/membership/changes/email?sequenceNumber=${since}`,
      { headers: { 'x-api-key': raptor.keys.cdpKey } },
    )
    return response.json()
  }
  const change = { identifier: 'anna@example.dk', audienceId: '5d822e81' }
  expect(await changes(0)).toStrictEqual({
    sequenceNumber: 2,
    changes: [
      { ...change, action: 'entered' },
      { ...change, action: 'left' },
    ],
  })
  expect(await changes(2)).toMatchObject({ sequenceNumber: 3, changes: [{ action: 'entered' }] })
  expect(await changes(3)).toStrictEqual({ sequenceNumber: 3, changes: [] })
})

test('the audiences of a person are told, and ids for addresses are made once', async () => {
  await opened()
  raptor.admin.addAudience('5d822e81', 'Runners', ['anna@example.dk'])
  const memberships = async (value: string) => {
    const response = await fetch(
      `${raptor.addresses.cdp}/api/v3/memberships/email?identifierValue=${value}`,
      { headers: { 'x-api-key': raptor.keys.cdpKey } },
    )
    return response.json()
  }
  expect(await memberships('anna@example.dk')).toStrictEqual({
    memberships: [{ id: '5d822e81', name: 'Runners' }],
  })
  expect(await memberships('bo@example.dk')).toStrictEqual({ memberships: [] })
  const ids = async (emailAddresses: readonly string[]) => {
    const response = await fetch(`${raptor.addresses.reaIds}/GetOrCreate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${raptor.keys.reaIdKey}` },
      body: JSON.stringify({ emailAddresses }),
    })
    return response.ok ? await response.json() : response.status
  }
  const told = { results: [{ emailAddress: 'anna@example.dk', reaId: 'rea1' }] }
  expect(await ids(['anna@example.dk', 'nobody'])).toStrictEqual(told)
  expect(await ids(['anna@example.dk'])).toStrictEqual(told)
  expect(await ids(['nobody'])).toBe(400)
})

test('a request can be lost before or after it was worked on, or be worked on and answered with an error', async () => {
  await opened()
  raptor.next(
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'doneAndError', status: 502 },
    { kind: 'status', status: 429, retryAfter: 3 },
  )
  await expect(track('p1=visit&p2=a')).rejects.toThrow('fetch failed')
  await expect(track('p1=visit&p2=b')).rejects.toThrow('fetch failed')
  expect((await track('p1=visit&p2=c')).status).toBe(502)
  expect((await track('p1=visit&p2=d')).status).toBe(429)
  expect(raptor.account.events.map(({ values }) => values['productId'])).toStrictEqual(['b', 'c'])
})
