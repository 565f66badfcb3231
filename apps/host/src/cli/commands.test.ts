import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A shop whose rows come from a variable that a test can change, and a sink that remembers what it was sent. */
const code = `
import * as z from 'zod'
const row = z.object({ id: z.number(), total: z.string(), email: z.string().optional() })
const item = z.strictObject({ key: z.string(), total: z.number() })
export const memory = {
  specificationVersion: 'v1',
  id: 'memory',
  name: 'Memory',
  config: z.object({ key: z.string().meta({ secret: true }) }),
  hosts: () => [],
  check: async ({ config }) => {
    if (config.key !== 'right-key') throw new Error('refused key ' + config.key)
    return { account: { name: 'Test shop' } }
  },
  parts: () => ({
    streams: {
      orders: {
        schema: row,
        key: (one) => one.id,
        deletes: 'absent',
        list: {
          params: z.null(),
          position: z.number(),
          paging: 'stable',
          plan: async function* () { yield { params: null } },
          read: async function* () {
            const rows = globalThis.memoryRows ?? []
            yield { items: rows.map((one) => ({ op: 'upsert', row: one })), next: rows.length, end: true }
          },
        },
      },
    },
    sinks: {
      rows: {
        schema: item,
        key: (one) => one.key,
        mode: 'upsert',
        deletes: true,
        onUnknown: 'repeat',
        landMs: 0,
        batch: { maxItems: 100, maxBytes: 1e6 },
        write: async (context, items) => {
          (globalThis.memorySent ??= []).push(...items.map(({ key }) => key[0]))
          return items.map(() => ({ status: 'ok' }))
        },
      },
    },
    mappings: [
      {
        id: 'memory-order',
        from: { connector: 'memory', stream: 'orders' },
        to: { entity: 'order' },
        fields: {
          id: { $string: '$.id' }, status: 'paid', placedAt: '2026-01-01T00:00:00Z', currency: 'EUR',
          total: { $money: '$.total', currency: 'EUR' }, email: '$.email',
        },
      },
      {
        id: 'order-row',
        from: { entity: 'order' },
        to: { connector: 'memory', sink: 'rows' },
        fields: { key: '$.id', total: '$.total' },
      },
    ],
  }),
}
`

let where: StorePlace
beforeEach(async () => {
  where = await newStorePlace()
})
afterEach(() => where.remove())

const memory = globalThis as { memoryRows?: readonly object[]; memorySent?: string[] }

function installation(
  connector = code,
): (...words: string[]) => Promise<{ code: number; out: string; said: string; folder: string }> {
  const folder = folderWith({
    ...connectorPackage('@acme/memory', connector),
    'cartograph.yaml': `version: 1
organisation: nordlys
store: "\${env:STORE}"
connections:
  shop: { connector: "@acme/memory", config: { key: "\${env:KEY}" } }
deliveries:
  rows: { from: order, to: { connection: shop, sink: rows } }
`,
  })
  return async (...words) => {
    const environment = { KEY: 'right-key', STORE: where.address }
    const terminal = recordingTerminal({ folder, environment })
    const exitCode = await runCommand(words, terminal)
    return { code: exitCode, out: terminal.output, said: terminal.messages, folder }
  }
}

test('rows are read, shown, exported and sent by the commands alone', async () => {
  const run = installation()
  memory.memoryRows = [
    { id: 2, total: '3.50', email: 'ada@example.com' },
    { id: 1, total: '10.00' },
  ]
  memory.memorySent = []
  const synced = await run('sync', '--json')
  expect(synced.code).toBe(0)
  expect(JSON.parse(synced.out)).toMatchObject({
    ok: true,
    runs: [{ connection: 'shop', stream: 'orders', read: 2, written: 2, unchanged: 0, rows: 2 }],
  })
  const exported = await run('export', 'order')
  expect(
    exported.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object),
  ).toMatchObject([
    { id: 'shop:1', total: 1000 },
    { id: 'shop:2', total: 350, email: 'ada@example.com' },
  ])
  expect((await run('push')).code).toBe(0)
  expect(memory.memorySent.toSorted()).toStrictEqual(['shop:1', 'shop:2'])
  const status = JSON.parse((await run('status', '--json')).out) as unknown
  expect(status).toMatchObject({
    connections: [
      {
        id: 'shop',
        connector: '@acme/memory 2.1.0',
        streams: [{ stream: 'orders', records: 2, deleted: 0, open: false, lastRun: { ok: true } }],
      },
    ],
    deliveries: [{ id: 'rows', lag: 0, held: 0, unknown: 0, failed: 0, backfilling: false }],
    deadLetters: 0,
    monitoring: { connections: [{ connection: 'shop', standing: 'healthy' }] },
  })
  expect((await run('status')).out).toMatch(
    /^shop\.orders +2 +0 +0 +\d{4}-\d\d-\d\d \d\d:\d\d UTC, good$/m,
  )
})

test('a row that is gone is exported only on demand, with a field that says so', async () => {
  const run = installation()
  memory.memoryRows = [1, 2, 3].map((id) => ({ id, total: '1' }))
  await run('sync')
  memory.memoryRows = memory.memoryRows.slice(1)
  await run('sync')
  expect((await run('export', 'order', '--format', 'csv')).out.match(/^shop:\d/gm)).toStrictEqual([
    'shop:2',
    'shop:3',
  ])
  const all = (await run('export', 'order', '--include-deleted')).out.trim().split('\n')
  expect(all.map((line) => (JSON.parse(line) as { deleted: boolean }).deleted)).toStrictEqual([
    true,
    false,
    false,
  ])
})

test('an export to a file replaces it as a whole', async () => {
  const run = installation()
  memory.memoryRows = [{ id: 1, total: '1' }]
  const { folder } = await run('sync')
  writeFileSync(join(folder, 'orders.csv'), 'old')
  const exported = await run('export', 'order', '--format', 'csv', '--out', 'orders.csv')
  expect(exported).toMatchObject({ code: 0, out: '', said: '1 order written to orders.csv.\n' })
  expect(readFileSync(join(folder, 'orders.csv'), 'utf8').split('\n')).toHaveLength(3)
  const failed = await run('export', 'order', '--out', 'none/orders.csv')
  expect(failed.code).toBe(2)
  expect(failed.said).toContain('cannot be written (ENOENT)')
})

test('a record that cannot be mapped fails the run, and status says why', async () => {
  const run = installation()
  memory.memoryRows = [{ id: 1, total: 'much' }]
  const synced = await run('sync')
  expect(synced.code).toBe(1)
  expect(synced.said).toContain('shop.orders: 1 rejected; `cartograph status` shows why.')
  const { out } = await run('status')
  expect(out).toContain('shop.orders, not processed:')
  expect(JSON.parse((await run('status', '--json')).out)).toMatchObject({ deadLetters: 1 })
})

test('preview shows each field of real rows without a store, and hides personal data', async () => {
  const run = installation()
  memory.memoryRows = [{ id: 7, total: '3.50', email: 'ada@example.com' }]
  const { code: exitCode, out } = await run('preview', 'shop.orders')
  expect(exitCode).toBe(0)
  expect(out).toContain('memory-order: 1 row → 1 item')
  expect(out).toMatch(/^ {2}total +350 +\$\.total = "3\.50"$/m)
  expect(out).toMatch(/^ {2}email +"a…" +\$\.email = "a…"$/m)
  expect(out).not.toContain('example.com')
  expect((await run('status')).out).not.toContain('shop.orders')
})

test('preview of a row that cannot be mapped says so and ends with 1', async () => {
  const run = installation()
  memory.memoryRows = [{ id: 7, total: 'much' }]
  const { code: exitCode, out } = await run('preview', 'shop.orders', '--json')
  expect(exitCode).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    previews: [{ problems: [{ kind: 'record' }] }],
  })
})

test('preview of a delivery shows what its sink would get', async () => {
  const run = installation()
  memory.memoryRows = [{ id: 7, total: '3.50' }]
  memory.memorySent = []
  await run('sync')
  const { code: exitCode, out } = await run('preview', 'rows')
  expect(exitCode).toBe(0)
  expect(out).toMatch(/^ {2}key +"shop:7"/m)
  expect(memory.memorySent).toStrictEqual([])
  expect((await run('preview', 'row')).code).toBe(2)
})

test('check looks at what is discovered, and then knows the nearest name of a wrong path', async () => {
  const rows = { type: 'object', properties: { id: {}, total: {} } }
  const discovering = code
    .replace('schema: row,', `schema: found === null ? row : described,`)
    .replace('parts: () =>', 'discover: async () => ({}), parts: ({ found }) =>')
    .replace(
      'const item',
      `const described = z.fromJSONSchema(${JSON.stringify(rows)})\nconst item`,
    )
    .replace("email: '$.email'", "email: '$.totl'")
  const run = installation(discovering)
  const { code: exitCode, out } = await run('check')
  expect(out).toContain('Warning: streams.orders: Mapping memory-order: ')
  expect(out).toContain('`$.total`')
  expect(exitCode).toBe(0)
})

test('check asks every connection, and a refused key is not shown', async () => {
  const run = installation()
  const good = await run('check')
  expect(good).toMatchObject({ code: 0 })
  expect(good.out).toContain('shop (Test shop): works')
  const { folder } = good
  const environment = { KEY: 'wrong-key', STORE: where.address }
  const terminal = recordingTerminal({ folder, environment })
  expect(await runCommand(['check', '--json'], terminal)).toBe(1)
  expect(terminal.output).not.toContain('wrong-key')
  expect(JSON.parse(terminal.output)).toMatchObject({
    ok: false,
    connections: [{ id: 'shop', ok: false, problems: [{ severity: 'error' }] }],
  })
})

test('a run that is stopped ends with what it has', async () => {
  const run = installation()
  const { folder } = await run('check')
  memory.memoryRows = [{ id: 1, total: '1' }]
  const terminal = recordingTerminal({
    folder,
    environment: { KEY: 'right-key', STORE: where.address },
    signal: AbortSignal.abort(),
  })
  expect(await runCommand(['sync', '--json'], terminal)).toBe(1)
  expect(JSON.parse(terminal.output)).toMatchObject({ ok: false })
})

test('a paused connection is read from and sent to by nobody, and says so, until it is resumed', async () => {
  const run = installation()
  memory.memoryRows = [{ id: 1, total: '1' }]
  memory.memorySent = []
  expect((await run('pause', 'shop')).out).toContain('shop is paused: nothing is read from it')
  expect((await run('pause', 'shop')).out).toBe('shop was paused already.\n')
  const named = await run('sync', 'shop')
  expect([named.code, named.said]).toMatchObject([
    2,
    expect.stringContaining('The connection shop is paused, since ') as string,
  ])
  const all = await run('sync')
  expect([all.code, all.out]).toStrictEqual([0, 'There is nothing to read.\n'])
  expect(all.said).toContain('shop is left out: it is paused, since ')
  expect((await run('push')).out).toBe('There is nothing to deliver.\n')
  expect((await run('push', 'rows')).code).toBe(2)
  const state = await run('status')
  expect(state.out).toContain('shop is paused, since ')
  expect((await run('resume', 'shop')).out).toBe('shop goes on.\n')
  expect((await run('resume', 'shop')).out).toBe('shop was not paused.\n')
  await run('sync')
  await run('push')
  expect(memory.memorySent).toStrictEqual(['shop:1'])
  expect((await run('pause', 'shp')).said).toContain('did you mean "shop"?')
})
