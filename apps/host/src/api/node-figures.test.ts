import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { followSales } from '../analytics/index.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows, type WrittenRow } from '../customers/testing/commerce-rows.ts'
import { guardedHost, type GuardedHost } from '../testing/guarded-host.ts'

const now = Date.parse('2026-11-25T12:00:00Z')
const { signal } = new AbortController()
const november = { from: '2026-11-01', to: '2026-11-30' }

function sale(id: string, total: number, row: object = {}): WrittenRow {
  const [connection = ''] = id.split(':')
  const common = { connection, status: 'paid', currency: 'EUR', total }
  const lines = [{ productId: `${connection}:mug`, quantity: 1, subtotal: total }]
  const placedAt = '2026-11-10T12:00:00.000Z'
  return { entity: 'order', id, row: { ...common, lines, placedAt, ...row } }
}

/** Lis buys twice in Denmark's shop and once in Sweden's, where Per buys too; Norway's till has sold nothing. */
async function soldHost(): Promise<GuardedHost> {
  const host = await guardedHost({ now: () => now })
  const { store } = host.installation
  await writeRows(store, [
    sale('shop:1', 1000, { customerId: 'shop:2' }),
    sale('shop:2', 3000, { customerId: 'shop:2' }),
    sale('butik:1', 500, { customerId: 'butik:2' }),
    sale('butik:2', 700, { customerId: 'butik:1', storeId: 'butik:outlet' }),
    {
      entity: 'payment',
      id: 'butik:y',
      row: {
        connection: 'butik',
        status: 'failed',
        amount: 500,
        currency: 'EUR',
        createdAt: '2026-11-10T12:00:00.000Z',
      },
    },
    { entity: 'product', id: 'butik:mug', row: { connection: 'butik', stock: 3 } },
    { entity: 'product', id: 'shop:mug', row: { connection: 'shop', stock: 3 } },
  ])
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  return host
}

const permissions = ['figures:read', 'segments:read', 'customers:read'] as const

async function asNode(host: GuardedHost, node: string) {
  const secret = await host.issue({ permissions: [...permissions], nodes: [node] })
  return async (path: string, body?: object) => {
    const response = await host.ask(secret, path, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, said: (await response.json()) as Record<string, unknown> }
  }
}

interface Shown {
  readonly total?: { readonly figures: readonly { readonly value?: string }[] }
  readonly rows?: readonly { readonly group: readonly string[] }[]
  readonly problem?: { readonly message: string }
}

async function answered(host: GuardedHost, node: string, ...queries: readonly object[]) {
  const ask = await asNode(host, node)
  const { said } = await ask('/api/figures', {
    queries: queries.map((query) => Object.assign({ range: november }, query)),
  })
  const answers = said['answers'] as readonly Shown[]
  return answers.map(
    ({ total, problem }) => problem?.message ?? total?.figures.map(({ value }) => value),
  )
}

const sold = { metrics: ['orders', 'net_sales', 'customers', 'failed_payments'] }

test('a token with a node has the figures of its stores, by every way of asking, and of no other', async () => {
  const host = await soldHost()
  const stores = { metrics: ['orders'], by: ['store'] }
  expect(await answered(host, 'denmark', sold)).toStrictEqual([['2', '4000', '1', '0']])
  expect(await answered(host, 'sweden', sold)).toStrictEqual([['2', '1200', '2', '1']])
  expect(
    await answered(
      host,
      'sweden',
      { ...sold, stores: ['butik:outlet'] },
      { ...sold, stores: ['shop'] },
    ),
  ).toStrictEqual([['1', '700', '1', '0'], 'Nothing is known of a store "shop".'])
  const ask = await asNode(host, 'sweden')
  const { said } = await ask('/api/figures', { queries: [{ ...stores, range: november }] })
  expect((said['answers'] as readonly Shown[])[0]?.rows?.map(({ group }) => group)).toStrictEqual([
    ['butik'],
    ['butik:outlet'],
  ])
})

test('a document for a token with a node is of its stores alone', async () => {
  const host = await soldHost()
  const texts: string[] = []
  for (const node of ['denmark', 'sweden']) {
    const secret = await host.issue({ permissions: [...permissions], nodes: [node] })
    const path = '/api/dashboards/overview/report.pdf?range=2026-11-01..2026-11-24&compare=none'
    const response = await host.ask(secret, path)
    const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()))
    const { text } = await extractText(pdf, { mergePages: true })
    texts.push(/Net sales\s+(\S+)/u.exec(text)?.[1] ?? '')
  }
  expect(texts).toStrictEqual(['€40.00', '€12.00'])
})

test('who is new and who is in a segment is judged by the stores of the node alone', async () => {
  const host = await soldHost()
  const repeat = { metrics: ['orders'], segments: ['repeat_customers'] }
  expect(await answered(host, 'denmark', repeat)).toStrictEqual([['2']])
  expect(await answered(host, 'sweden', repeat)).toStrictEqual([['0']])
  expect(
    await answered(
      host,
      'sweden',
      { metrics: ['new_customers'] },
      { metrics: ['new_customers'], newAnywhere: true },
    ),
  ).toStrictEqual([['2'], '`newAnywhere` looks at the stores of the whole organisation.'])
})

test('a node without a store says so, and answers with nobody’s figures', async () => {
  const host = await soldHost()
  expect(await answered(host, 'norway', sold)).toStrictEqual([
    'Nothing was sold, paid or left in a cart in any store of this node yet.',
  ])
})

test('dashboards are those of the node', async () => {
  const ask = await asNode(await soldHost(), 'denmark')
  const { said } = await ask('/api/dashboards/overview/query', { range: november })
  const [first] = said['answers'] as readonly Shown[]
  expect(first?.total?.figures[0]?.value).toBe('4000')
})

test('segments are listed with how many they have at the node, without those that look at more', async () => {
  const ask = await asNode(await soldHost(), 'sweden')
  const { said } = await ask('/api/segments')
  const listed = said['segments'] as readonly { readonly id: string; readonly members: number }[]
  const counts = new Map(listed.map(({ id, members }) => [id, members]))
  expect([counts.get('one_time_buyers'), counts.get('repeat_customers')]).toStrictEqual([2, 0])
  expect(counts.has('never_bought')).toBe(false)
})

test('a definition is counted at the node, and one that looks at more is refused', async () => {
  const ask = await asNode(await soldHost(), 'sweden')
  const spent = { field: 'spend', op: '>=', value: 600 }
  expect((await ask('/api/segments/count', { where: spent })).said['count']).toBe(1)
  const tagged = { field: 'tags', op: 'contains', value: 'vip' }
  expect(await ask('/api/segments/count', { where: tagged })).toMatchObject({
    status: 400,
    said: {
      detail:
        'The segment "counted" looks at what the whole organisation knows of customers, and the token is bound to nodes.',
    },
  })
  const stocked = { resource: 'product', where: { field: 'stock', op: '>', value: 0 } }
  expect((await ask('/api/segments/count', stocked)).said['count']).toBe(1)
})

interface ShownMember {
  readonly member: string
  readonly person: { readonly members: readonly string[] }
}

function membersIn(said: Readonly<Record<string, unknown>>): readonly ShownMember[] {
  return said['members'] as readonly ShownMember[]
}

test('members of a segment are told as the node sees them', async () => {
  const host = await soldHost()
  const ask = await asNode(host, 'sweden')
  const { said } = await ask('/api/segments/one_time_buyers/members')
  const records = membersIn(said).flatMap(({ person }) => person.members)
  expect(records.toSorted()).toStrictEqual(['customer/butik:1', 'customer/butik:2'])
})

test('members of a segment are those of the node, page by page', async () => {
  const host = await soldHost()
  const ask = await asNode(host, 'sweden')
  const people = [await host.personOf('butik:1'), await host.personOf('butik:2')].toSorted()
  const { said } = await ask('/api/segments/one_time_buyers/members?limit=1')
  expect(membersIn(said).map(({ member }) => member)).toStrictEqual([people[0]])
  const next = `after=${encodeURIComponent(people[0] ?? '')}`
  const rest = await ask(`/api/segments/one_time_buyers/members?${next}`)
  expect(membersIn(rest.said).map(({ member }) => member)).toStrictEqual([people[1]])
})
