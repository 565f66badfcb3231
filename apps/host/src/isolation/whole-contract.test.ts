import { join } from 'node:path'
import {
  faultOf,
  type Context,
  type Json,
  type ServedSink,
  type Sink,
  type SinkItem,
  type Surface,
  type SurfaceContext,
} from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import { lonelyContext, scriptedVendor, status } from '../testing/scripted-vendor.ts'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { isolatedConnection } from './testing/isolated-run.ts'
import { wideConnector } from './testing/wide-connector.ts'

/** The wide connector in its process, with a vendor that answers it. */
async function wide() {
  const vendor = await scriptedVendor()
  onTestFinished(() => vendor.close())
  const folder = folderWith({
    ...connectorPackage('@acme/wide', wideConnector, {
      cartograph: { contract: 'v1', needs: ['files'] },
      dependencies: { zod: '*' },
    }),
    'in/a.txt': 'hello',
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: {
        wide: {
          connector: '@acme/wide',
          isolation: 'process',
          config: { url: vendor.origin, folder: './in' },
        },
      },
    },
  })
  const { connection } = await isolatedConnection(folder, 'wide')
  const { connector, config } = connection
  return {
    vendor,
    connection,
    connector,
    config,
    folder,
    context: lonelyContext(connection),
    parts: connector.parts({ config, found: null }),
  }
}

const hook = (body: string) => new Request('https://us.example/hook', { method: 'POST', body })

async function* twoPages() {
  yield [entry]
  yield [entry, { ...entry, email: 'b@example.com' }]
}

async function* figures() {
  yield { rows: [[1]] }
  yield { rows: [[2]] }
}

const entry = { email: 'a@example.com', list: 'news', at: 4 }
const sinkItem = (item: object): SinkItem => ({
  op: 'write',
  item,
  key: ['a@example.com'],
  idempotencyKey: 'i',
  cause: 'live',
  references: { list: 'r1' },
})

test('what a connector says of itself is the same as in the host', async () => {
  const { connector, config, connection } = await wide()
  expect(connection.paths).toHaveLength(1)
  expect(connection.secrets).toStrictEqual([])
  expect(connector.hosts(config)).toStrictEqual([new URL((config as { url: string }).url).host])
  expect(connector.limits?.(config)).toStrictEqual({ all: { requests: 1000, windowMs: 1000 } })
  const found = await connector.discover?.(lonelyContext(connection))
  expect(found).toStrictEqual({ lists: ['a', 'b'] })
  expect(connector.choices?.({ config: {}, found: found ?? null })).toStrictEqual({
    list: [
      { value: 'a', label: 'a' },
      { value: 'b', label: 'b' },
    ],
  })
  const known = connector.parts({ config, found: found ?? null })
  expect(Object.keys(known.sinks ?? {}).toSorted()).toStrictEqual(['a', 'b', 'feed', 'members'])
  expect(connector.parts({ config, found: found ?? null })).toBe(known)
  expect(known.mappings?.[0]?.id).toBe('m')
})

test('settings that do not fit are refused with their places', async () => {
  const { connector } = await wide()
  const result = await connector.config['~standard'].validate({ url: 5 })
  expect(result.issues?.map(({ path }) => path)).toStrictEqual([['url']])
})

test('requests are signed in the process and sent by the host, and an answer says how long to wait', async () => {
  const { vendor, connector, context, config } = await wide()
  const long = 'x'.repeat(3_000_000)
  vendor.script.push(
    status(429, '', { 'x-wait': '1' }),
    status(200, JSON.stringify({ name: long })),
  )
  const { account } = await connector.check(context)
  expect(account.name === long).toBe(true)
  expect(vendor.seen.map(({ url, headers }) => [url, headers['x-signed']])).toStrictEqual([
    ['/account', 'cs_1 /account'],
    ['/account', 'cs_1 /account'],
  ])
  const answer = new Response('', { headers: { 'x-wait': '70' } })
  expect(await connector.retryAfter?.(answer, 0)).toBe(70)
  expect(config).toMatchObject({ key: 'cs_1' })
})

test('a page is made when it is asked for, and what rows say comes with it', async () => {
  const lines: Json[] = []
  const { connection, parts } = await wide()
  const context = lonelyContext(connection, {
    log: ({ fields }) => void lines.push(fields['after'] ?? null),
  })
  const { orders } = parts.streams ?? {}
  const pages = orders?.list?.read(context, { params: { year: 2026 } }, { after: 3 })
  const steps = pages?.[Symbol.asyncIterator]()
  const first = (await steps?.next())?.value
  await new Promise((done) => {
    setTimeout(done, 100)
  })
  expect(lines).toStrictEqual([3])
  expect(first).toStrictEqual({
    items: [
      { op: 'upsert', row: { id: 3, total: '2026' } },
      { op: 'delete', key: [3] },
    ],
    next: { after: 4 },
  })
  await steps?.next()
  await steps?.return?.()
  expect(await steps?.next()).toStrictEqual({ done: true, value: undefined })
  expect(lines).toStrictEqual([3, 4])
  const row = { id: 8, total: '1' }
  expect(orders?.key(row)).toStrictEqual([8, 'o'])
  expect(orders?.version?.(row)).toBe('1')
  expect(orders?.affects?.(row)).toStrictEqual([{ stream: 'refunds', key: [8] }])
  expect(orders?.schema['~standard'].validate({ id: 'x' })).toMatchObject({
    issues: [{ path: ['id'] }, { path: ['total'] }],
  })
  expect(orders?.list?.position['~standard'].validate({ after: 'x' })).toHaveProperty('issues')
  const plan = orders?.list?.plan as (context: Context<unknown>) => AsyncIterable<unknown>
  const planned = []
  for await (const slice of plan(context)) planned.push(slice)
  expect(planned).toStrictEqual([{ params: { year: 2026 }, tail: true, scope: 'all' }])
})

test('single records come as rows, faults and nothing, and one that JSON cannot hold as a fault', async () => {
  const { parts, context } = await wide()
  const answers = await parts.streams?.['orders']?.get?.read(context, [[1], [2], [3], [4]])
  expect(answers?.slice(0, 3)).toStrictEqual([
    null,
    { $fault: 'v1', kind: 'record', message: 'odd' },
    { id: 3, total: '9' },
  ])
  expect(answers?.[3]).toMatchObject({
    kind: 'contract',
    scope: 'record',
    message: 'The connector gave a row that cannot be kept: `total` is NaN.',
  })
})

test('webhooks are verified and read on their bytes', async () => {
  const { parts, connection } = await wide()
  const context = lonelyContext(connection, { url: (_id, part) => `https://us.example/${part}` })
  const { webhook } = parts
  await webhook?.verify(context, hook('signed'), [])
  const refused = faultOf(
    await webhook?.verify(context, hook('else'), []).catch((error: unknown) => error),
  )
  expect(refused).toStrictEqual({
    $fault: 'v1',
    kind: 'auth',
    message: 'Not signed.',
    hint: 'Sign it.',
  })
  const parsed = await webhook?.parse(context, hook('four'))
  expect(parsed?.entries).toStrictEqual([
    { stream: 'orders', op: 'upsert', row: { id: 4, total: '1' }, id: 'e1', at: 5 },
  ])
  expect([parsed?.respond?.status, await parsed?.respond?.text()]).toStrictEqual([202, 'thanks'])
  expect(await webhook?.register?.(context, 'u', [])).toStrictEqual([
    { id: 'u https://us.example/webhook' },
  ])
})

test('sinks write, answer for their items, and keep what their faults say', async () => {
  const { parts, context } = await wide()
  const members = parts.sinks?.['members'] as Sink<unknown>
  expect(members.key(entry)).toBe('a@example.com')
  expect(members.serialBy?.(entry)).toBe('sa@example.com')
  expect(members.batch).toMatchObject({ maxItems: 10, maxBytes: 10_000 })
  expect(members.batch.by?.(entry)).toBe('news')
  expect(members.live?.at(entry)).toBe(4)
  expect(members.subject?.(entry)).toStrictEqual({ email: 'a@example.com', needs: ['email'] })
  expect(members.references?.(entry)).toStrictEqual({
    list: { sink: 'lists', key: ['news'], required: true },
  })
  const items = [sinkItem(entry), sinkItem({ ...entry, list: 'bad' })]
  expect(await members.write(context, items, 'session')).toStrictEqual([
    { status: 'ok', remoteId: 'r1,session' },
    { status: 'failed', fault: { $fault: 'v1', kind: 'record', message: 'bad' } },
  ])
  expect(await members.poll?.(context, 't', items.slice(1))).toStrictEqual([
    { status: 'ok', remoteId: 't' },
  ])
  const unknown = members.onUnknown as Extract<typeof members.onUnknown, object>
  expect(await unknown.resolve(context, items.slice(1))).toStrictEqual([{ status: 'untouched' }])
  expect(await members.replacement?.begin(context)).toStrictEqual({ table: 1 })
  await expect(members.replacement?.abort(context, null)).rejects.toMatchObject({
    kind: 'conflict',
    retryAfterMs: 5,
  })
})

test('served sinks, actions, look-ups, preparation and erasure work', async () => {
  const { parts, context, connector } = await wide()
  const feed = parts.sinks?.['feed'] as ServedSink<unknown>
  const pieces: string[] = []
  for await (const piece of feed.serve.encode(context, twoPages()))
    pieces.push(typeof piece === 'string' ? piece : new TextDecoder().decode(piece))
  expect(pieces).toStrictEqual(['a@example.com', '\n', 'a@example.com,b@example.com', '\n'])
  const options = { idempotencyKey: 'k' }
  expect(await parts.actions?.['mail']?.run(context, { to: 'me' }, options)).toStrictEqual({
    status: 'ok',
    remoteId: 'mek',
  })
  expect(await parts.lookups?.['best']?.get(context, 'x')).toStrictEqual(['x', 'x'])
  expect(await parts.lookups?.['best']?.get(context, '')).toBeNull()
  expect(await connector.prepare?.(context)).toStrictEqual([{ what: 'table', state: 'already' }])
  const keys = { members: [['a']] as const }
  expect(await connector.erase?.(context, { email: 'e' }, keys)).toStrictEqual({
    status: 'ok',
    remoteId: 'e1',
  })
})

test('surfaces find, compute and write through the host', async () => {
  const { parts, context } = await wide()
  const { till } = parts.surfaces ?? {}
  const put: unknown[] = []
  const surface: SurfaceContext<unknown> = {
    ...context,
    caller: { id: 'till-1', nodes: [], permissions: [] },
    params: { id: '5' },
    find: async (entity, where) => [{ entity, ...where }],
    metrics: {
      catalogue: async () => [],
      query: figures,
    },
    transact: async (_options, work) => {
      const transaction = {
        find: async () => [],
        get: async () => put[0] as object,
        put: (each: unknown) => void put.push(each),
      }
      return (await work(transaction)).answer
    },
  }
  const request = new Request('https://us.example/redeem/5', { method: 'POST', body: 'body' })
  const answer = await till?.routes['POST /redeem/:id']?.(surface, request)
  const written = { stream: 'orders', op: 'upsert', row: { id: 7, total: '7' } }
  expect(await answer?.json()).toStrictEqual({
    answer: [written, 'body', 1, 'till-1'],
    rows: [[1], [2]],
    catalogue: [],
  })
  expect(put).toStrictEqual([written])
  const check = till?.authentication as Extract<
    Surface<unknown>['authentication'],
    { verify: unknown }
  >
  await expect(check.verify(context, new Request('https://us.example'))).rejects.toMatchObject({
    kind: 'auth',
  })
  const shown = till?.onError?.({ $fault: 'v1', kind: 'record', message: 'No such voucher.' })
  expect([shown?.status, await shown?.text()]).toStrictEqual([418, 'No such voucher.'])
})

test('files are read and written by the host, below what the settings name', async () => {
  const { parts, context, folder } = await wide()
  const look = (at: string) => parts.lookups?.['files']?.get(context, at)
  expect(await look(join(folder, 'in'))).toStrictEqual(['/a.txt 5 ello', '/b.txt 4 ec!'])
  await expect(look(folder)).rejects.toMatchObject({ kind: 'config' })
})

test('a fact is loaded once in the process, and kept by the host', async () => {
  const { parts, context } = await wide()
  expect(await parts.lookups?.['memo']?.get(context, '')).toStrictEqual([1, 1])
  expect(await parts.lookups?.['memo']?.get(context, '')).toStrictEqual([1, 1])
})

test('a call that is called off learns of it', async () => {
  const { parts, connection } = await wide()
  const stopping = new AbortController()
  const context = lonelyContext(connection, {
    signal: stopping.signal,
    log: () => stopping.abort(),
  })
  await expect(parts.lookups?.['never']?.get(context, '')).rejects.toThrow('called off')
})
