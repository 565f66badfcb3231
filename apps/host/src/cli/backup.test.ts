import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { newStorePlace, type StorePlace } from '../testing/test-stores.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const code = `
import * as z from 'zod'
const item = z.strictObject({ key: z.string() })
const sink = { schema: item, key: (one) => one.key, batch: { maxItems: 9, maxBytes: 1e6 }, write: async (context, items) => items.map(() => ({ status: 'ok' })) }
export const memory = {
  specificationVersion: 'v1',
  id: 'memory',
  name: 'Memory',
  config: z.object({}),
  hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: {
      orders: {
        schema: z.object({ id: z.number() }),
        key: (one) => one.id,
        deletes: 'never',
        list: {
          params: z.null(), position: z.number(), paging: 'stable',
          plan: async function* () { yield { params: null } },
          read: async function* () {
            yield { items: [1, 2, 3].map((id) => ({ op: 'upsert', row: { id } })), next: 3, end: true }
          },
        },
      },
    },
    sinks: {
      events: { ...sink, mode: 'append', onUnknown: 'lose' },
      rows: { ...sink, mode: 'upsert', onUnknown: 'repeat' },
    },
    mappings: [
      { id: 'o', from: { connector: 'memory', stream: 'orders' }, to: { entity: 'order' }, fields: { id: { $string: '$.id' }, status: 'paid', placedAt: '2026-01-01T00:00:00Z', currency: 'EUR', total: 1 } },
      { id: 'e', from: { entity: 'order' }, to: { connector: 'memory', sink: 'events' }, fields: { key: '$.id' } },
      { id: 'r', from: { entity: 'order' }, to: { connector: 'memory', sink: 'rows' }, fields: { key: '$.id' } },
    ],
  }),
}
`

let where: StorePlace
beforeEach(async () => {
  where = await newStorePlace()
})
afterEach(() => where.remove())

function installation() {
  const folder = folderWith({
    ...connectorPackage('@acme/memory', code),
    'cartograph.yaml': `version: 1
organisation: nordlys
store: "\${env:STORE}"
connections:
  shop: { connector: "@acme/memory", config: {} }
deliveries:
  events: { from: order, to: { connection: shop, sink: events } }
  rows: { from: order, to: { connection: shop, sink: rows } }
`,
  })
  const run = async (store: string, ...words: string[]) => {
    const terminal = recordingTerminal({ folder, environment: { STORE: store } })
    const exitCode = await runCommand(words, terminal)
    return { code: exitCode, out: terminal.output, said: terminal.messages }
  }
  return { folder, run }
}

test('a store is moved to another database, and is there what it was', async () => {
  const { run } = installation()
  await run('./a.db', 'sync')
  const before = await run('./a.db', 'export', 'order')
  const copied = await run('./a.db', 'store', 'copy', '--to', where.address, '--json')
  expect(copied).toMatchObject({ code: 0, said: '' })
  expect(JSON.parse(copied.out)).toMatchObject({ ok: true })
  expect(await run(where.address, 'export', 'order')).toStrictEqual(before)
  const again = JSON.parse((await run(where.address, 'sync', '--json')).out) as unknown
  expect(again).toMatchObject({ ok: true, runs: [{ read: 3, written: 0, unchanged: 3 }] })
})

test('a store is not moved to where something is', async () => {
  const { run } = installation()
  await run('./a.db', 'sync')
  await run(where.address, 'sync')
  const copied = await run('./a.db', 'store', 'copy', '--to', where.address)
  expect(copied.code).toBe(2)
  expect(copied.said).toContain('The store is not empty')
})

test('a backup is restored into an empty store, and deliveries that would double are named', async () => {
  const { folder, run } = installation()
  await run(where.address, 'sync')
  const before = await run(where.address, 'export', 'order')
  const backedUp = await run(where.address, 'backup', 'monday.backup')
  expect(backedUp.out).toMatch(/^\d+ rows written to monday\.backup\.\n$/)
  expect(existsSync(join(folder, 'monday.backup'))).toBe(true)
  const restored = await run('./b.db', 'restore', 'monday.backup')
  expect(restored.code).toBe(0)
  expect(restored.out).toMatch(/^\d+ rows restored from monday\.backup\.\n$/)
  expect(restored.said).toMatch(/^events: what it sent after the backup is not known/)
  expect(restored.said).not.toContain('rows:')
  expect(await run('./b.db', 'export', 'order')).toStrictEqual(before)
})

test('a backup that cannot be written is told, and leaves nothing', async () => {
  const { folder, run } = installation()
  await run(where.address, 'sync')
  const failed = await run(where.address, 'backup', 'none/monday.backup')
  expect(failed.code).toBe(2)
  expect(failed.said).toContain('cannot be written (ENOENT)')
  expect(existsSync(join(folder, 'none'))).toBe(false)
})
