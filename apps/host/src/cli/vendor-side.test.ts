import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A vendor with lists of its own and one group that is made on request, and a sink that refuses totals below 5. */
const code = `
import * as z from 'zod'
const state = globalThis.vendorState ??= { lists: [], group: false, least: 5 }
export const memory = {
  specificationVersion: 'v1',
  id: 'memory',
  name: 'Memory',
  config: z.object({ key: z.string().meta({ secret: true }) }),
  hosts: () => [],
  check: async () => ({ account: {} }),
  discover: async () => ({ lists: globalThis.vendorState.lists }),
  prepare: async (context) => {
    if (context.config.key === 'wrong-key') throw new Error('refused wrong-key')
    const group = globalThis.vendorState.group
    const state = group ? 'already' : context.run.dry ? 'wouldDo' : 'done'
    if (!context.run.dry) globalThis.vendorState.group = true
    return [
      { what: 'Group "Customers"', state },
      { what: 'Webhook', state: 'byHand', how: 'Settings, Webhooks, Add.' },
    ]
  },
  parts: () => ({
    streams: {
      orders: {
        schema: z.object({ id: z.number() }),
        key: (one) => one.id,
        deletes: 'absent',
        list: {
          params: z.null(),
          position: z.number(),
          paging: 'stable',
          plan: async function* () { yield { params: null } },
          read: async function* () {
            yield { items: [3, 7].map((id) => ({ op: 'upsert', row: { id } })), next: 2, end: true }
          },
        },
      },
    },
    sinks: {
      rows: {
        schema: z.object({ key: z.string(), total: z.number() }),
        key: (one) => one.key,
        mode: 'upsert',
        onUnknown: 'repeat',
        landMs: 0,
        batch: { maxItems: 100, maxBytes: 1e6 },
        write: async (context, items) =>
          items.map(({ item }) =>
            item.total < globalThis.vendorState.least
              ? { status: 'failed', fault: { $fault: 'v1', kind: 'record', message: 'Too little.' } }
              : { status: 'ok' },
          ),
      },
    },
    mappings: [
      {
        id: 'memory-order',
        from: { connector: 'memory', stream: 'orders' },
        to: { entity: 'order' },
        fields: {
          id: { $string: '$.id' }, status: 'paid', placedAt: '2026-01-01T00:00:00Z', currency: 'EUR',
          total: '$.id',
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

const vendor = globalThis as {
  vendorState?: { lists: object[]; group: boolean; least: number }
}

function installation() {
  vendor.vendorState = { lists: [], group: false, least: 5 }
  const folder = folderWith({
    ...connectorPackage('@acme/memory', code),
    'cartograph.yaml': `version: 1
organisation: nordlys
connections:
  shop: { connector: "@acme/memory", config: { key: "\${env:KEY}" } }
deliveries:
  rows: { from: order, to: { connection: shop, sink: rows } }
`,
  })
  return async (words: readonly string[], key = 'right-key') => {
    const terminal = recordingTerminal({ folder, environment: { KEY: key } })
    const exitCode = await runCommand(words, terminal)
    return { code: exitCode, out: terminal.output, said: terminal.messages }
  }
}

test('a dry run of `prepare` says what would be done, and does nothing', async () => {
  const run = installation()
  const answer = await run(['prepare', '--dry-run'])
  expect(answer).toMatchObject({
    code: 0,
    out: 'shop:\n  Group "Customers": would be done\n  Webhook: to be done by hand\n    Settings, Webhooks, Add.\n',
  })
  expect(vendor.vendorState?.group).toBe(false)
})

test('`prepare` does what is needed once', async () => {
  const run = installation()
  expect((await run(['prepare', 'shop'])).out).toContain('Group "Customers": done')
  const again = await run(['prepare', '--json'])
  expect(JSON.parse(again.out)).toMatchObject({
    ok: true,
    connections: [{ connection: 'shop', steps: [{ state: 'already' }, { state: 'byHand' }] }],
  })
})

test('a `prepare` that fails shows no secret', async () => {
  const run = installation()
  const answer = await run(['prepare'], 'wrong-key')
  expect(answer.code).toBe(1)
  expect(`${answer.out}${answer.said}`).not.toContain('wrong-key')
})

test('`discover` says what is new and gone since the last time', async () => {
  const run = installation()
  const state = vendor.vendorState ?? { lists: [] }
  state.lists = [{ id: 'news' }, { id: 'offers' }]
  expect((await run(['discover'])).out).toBe('shop: found lists (2).\n')
  expect((await run(['discover'])).out).toBe('shop: nothing is new or gone.\n')
  state.lists = [{ id: 'news' }, { id: 'birthdays' }]
  expect((await run(['discover', 'shop'])).out).toBe(
    'shop:\n  - lists, offers\n  + lists, birthdays\n',
  )
})

test('`replay` sends what failed again, and says what fails again', async () => {
  const run = installation()
  await run(['sync'])
  expect((await run(['push'])).code).toBe(1)
  const failed = await run(['replay', 'rows'])
  expect(failed.code).toBe(1)
  expect(failed.out).toBe(
    'rows: 1 dead letter replayed, 0 mended, 0 items sent; failed again:\n  order/shop:3 (sink): Too little.\n',
  )
  if (vendor.vendorState !== undefined) vendor.vendorState.least = 0
  const mended = await run(['replay', '--all', '--json'])
  expect(mended.code).toBe(0)
  expect(JSON.parse(mended.out)).toMatchObject({
    ok: true,
    replays: [{ what: 'rows', replayed: 1, mended: 1, sent: 1, failed: [] }],
  })
  expect((await run(['replay', '--all'])).out).toBe('There is nothing to replay.\n')
})

test('`replay` wants to be told what, and knows what there is', async () => {
  const run = installation()
  expect(await run(['replay'])).toMatchObject({ code: 2 })
  expect((await run(['replay', 'rosw'])).said).toContain('There is no delivery rosw')
  expect(await run(['replay', 'rows', '--key', 'shop:99'])).toMatchObject({ code: 0 })
  expect(await run(['replay', 'shop.orders', '--force'])).toMatchObject({ code: 2 })
})
