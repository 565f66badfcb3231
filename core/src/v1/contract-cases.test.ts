/** What must not compile, and a sketch per vendor need that must: the type check is the test. */
import { expect, test } from 'vitest'
import * as z from 'zod'
import { author, bearer, secret, upserts } from './index.ts'
import type { Mapping, Outcome, Surface } from './index.ts'

const kit = author(
  z.object({ url: z.url(), token: secret(z.string()), markets: z.array(z.string()) }),
)
const row = z.object({ id: z.number(), total: z.string(), note: z.string().optional() })
const read = async function* () {}

kit.stream({
  schema: row,
  // @ts-expect-error wrong row field
  key: (r) => r.idd,
  deletes: 'never',
})
kit.stream({
  schema: row,
  key: (r) => r.id,
  deletes: 'absent',
  list: {
    params: z.object({ year: z.number() }),
    position: z.object({ after: z.number(), since: z.string().optional() }),
    async *plan() {
      yield { params: { year: 2026 }, tail: true }
    },
    // @ts-expect-error wrong position field given
    async *read(_c, _s, from) {
      yield { items: [], next: { aftr: from?.after ?? 0 } }
    },
  },
})
kit.stream({
  schema: row,
  key: (r) => r.id,
  deletes: 'absent',
  list: {
    params: z.object({ year: z.number() }),
    position: z.object({ after: z.number() }),
    // @ts-expect-error wrong slice parameter
    async *plan() {
      yield { params: { yeer: 2026 } }
    },
    read,
  },
})
kit.stream({
  schema: row,
  key: (r) => r.id,
  deletes: 'absent',
  list: {
    params: z.object({ year: z.number() }),
    position: z.object({ after: z.number() }),
    async *plan() {
      yield { params: { year: 2026 } }
    },
    // @ts-expect-error wrong row in an upsert (below)
    async *read({ config }, slice, from) {
      // @ts-expect-error wrong setting
      void config.tokn
      // @ts-expect-error wrong slice field
      void slice.params.yeer
      // @ts-expect-error wrong position field read
      void from?.aftr
      yield { items: upserts([{ idd: 1 }]), next: { after: 1 } }
    },
  },
})
kit.stream({
  schema: row,
  key: (r) => r.id,
  deletes: 'absent',
  // @ts-expect-error a row that lacks a field
  get: { maxKeys: 1, read: async () => [{ id: 1 }] },
})
// @ts-expect-error 'sweep' is no sign
kit.stream({ schema: row, key: (r) => r.id, deletes: 'sweep' })

// a child stream: its params are the parent's row, optional fields and all
const lines = kit.stream({
  schema: z.object({ order: z.number(), line: z.number() }),
  key: (r) => [r.order, r.line] as const,
  deletes: 'absent',
  list: {
    params: row,
    position: z.null(),
    plan: { eachOf: 'orders', backfill: 'all' },
    async *read(_c, slice) {
      yield { items: upserts([{ order: slice.params.id, line: 1 }]), next: null, end: true }
    },
  },
})
const triggers = kit.stream({ schema: row, key: (r) => r.id, deletes: 'never' })
const events = kit.feed({
  streams: ['orders'],
  position: z.object({ cursor: z.string() }),
  retentionMs: 30 * 864e5,
  settleMs: 60_000,
  start: async () => ({ cursor: '' }),
  async *read(_c, from) {
    yield {
      items: [{ stream: 'orders', op: 'refresh', key: [1], id: 'evt_1', at: 0 }],
      next: { cursor: from.cursor },
      end: true,
    }
  },
})
const item = z.object({ email: z.string(), list: z.number(), at: z.number() })
const ok = async (): Promise<readonly Outcome[]> => []
const members = (market: string) =>
  kit.sink({
    // Heyloyalty: bulk import of one list, polled
    schema: item,
    key: (i) => [market, i.email],
    mode: 'upsert',
    deletes: true,
    onUnknown: 'repeat',
    batch: { maxItems: 20_000, maxBytes: 20e6, by: (i) => String(i.list) },
    serialBy: (i) => i.email,
    subject: (i) => ({ email: i.email, needs: ['email'] }),
    write: ok,
    poll: ok,
  })
const append = kit.sink({
  // Rule and Contacthub: ask before repeating; Dialog Insight: references
  schema: item,
  key: (i) => i.email,
  mode: 'append',
  batch: { maxItems: 1, maxBytes: 1e5 },
  landMs: 90_000,
  mirrors: 'events',
  onUnknown: {
    async resolve(_c, items) {
      return items.map((i) =>
        i.op === 'write' && i.item.list ? { status: 'ok', remoteId: '1' } : { status: 'untouched' },
      )
    },
  },
  references: (i) => ({ subscriber: { sink: 'subscribers', key: [i.email], required: true } }),
  write: ok,
})
const tracking = kit.sink({
  schema: item,
  key: (i) => i.email,
  mode: 'append',
  onUnknown: 'lose',
  live: { at: (i) => i.at, maxAgeMs: 3_600_000 },
  batch: { maxItems: 1, maxBytes: 8000 },
  write: async ({ fetch }) => (await fetch.with({ effect: 'once' })('https://t'), []),
}) // Raptor
// @ts-expect-error a sink must say what a repeat does
kit.sink({
  schema: item,
  key: (i) => i.email,
  mode: 'append',
  batch: { maxItems: 1, maxBytes: 1 },
  write: ok,
})
kit.sink({
  schema: item,
  // @ts-expect-error wrong item field
  key: (i) => i.mail,
  mode: 'append',
  onUnknown: 'lose',
  batch: { maxItems: 1, maxBytes: 1 },
  write: ok,
})

const till: Surface<{ inbound: string }> = {
  authentication: { accept: ['basic'], permissions: ['people:read'] },
  deadlineMs: 10_000,
  routes: {
    'GET /contacts/:id': async ({ find, params }) =>
      Response.json(
        await find('order', { personId: params['id'] ?? '' }, { limit: 10, orderBy: '-placedAt' }),
      ),
    'POST /redeem': async (context) =>
      Response.json(
        await context.transact(
          { locks: ['check:1'], once: 'receipt:9' },
          async (t) => (
            t.put({ stream: 'redemptions', op: 'upsert', row: { id: 1 } }),
            { commit: true, answer: 'ok' }
          ),
        ),
      ),
  },
}
const studio: Surface<{ inbound: string }> = {
  authentication: { accept: ['bearer'], permissions: ['metrics:read'] },
  deadlineMs: 60_000,
  routes: {
    'POST /query': async ({ metrics }) =>
      Response.json((await metrics.catalogue()).filter((f) => f.kind === 'metric')),
  },
}
export const both = author(z.object({ inbound: z.string() })).connector({
  id: 'x',
  name: 'X',
  hosts: () => [],
  check: async () => ({ account: {}, problems: [] }),
  parts: () => ({ surfaces: { till, studio } }),
})

export const vendor = kit.connector({
  id: 'vendor',
  name: 'Vendor',
  hosts: (c) => [c.url],
  sign: (r, { config }) => bearer(r, config.token),
  limits: () => ({ all: { requests: 5, windowMs: 1000, maxErrorShare: 0.49, sharedBy: 'acct' } }),
  retryAfter: (response) =>
    Number(response.headers.get('x-rate-limit-reset') ?? 0) * 1000 || undefined,
  check: async () => ({
    account: { name: 'Shop', timeZone: 'Europe/Stockholm' },
    problems: [
      {
        severity: 'warning',
        part: 'sinks.orders',
        fault: { $fault: 'v1', kind: 'config', message: 'Not historical.' },
      },
    ],
  }),
  discover: async () => ({ lists: [{ id: 1, name: 'News' }] }),
  choices: ({ found }) => ({
    list: found?.lists.map((l) => ({ value: l.id, label: l.name })) ?? [],
  }),
  parts: ({ config, found }) => {
    // @ts-expect-error what `discover` gave is typed
    void found?.tables
    return {
      streams: { lines, triggers },
      feed: events,
      mappings: [mapping],
      sinks: {
        append,
        tracking,
        feed: kit.served({
          schema: item,
          key: (i) => i.email,
          serve: {
            contentType: 'text/csv',
            async *encode(_c, items) {
              for await (const page of items) yield page.map((i) => i.email).join()
            },
          },
        }),
        ...Object.fromEntries(config.markets.map((m) => [m, members(m)])),
      },
    }
  },
})
const mapping: Mapping = {
  id: 'woocommerce-order',
  from: { connector: 'woocommerce', stream: 'orders' },
  to: { entity: 'order' },
  when: { $cel: "row.status != 'checkout-draft'" },
  fields: {
    id: { $string: '$.id' },
    channel: 'web',
    placedAt: { $instant: '$.date_created_gmt', zone: 'UTC' },
    currency: '$.currency',
    total: { $money: '$.total', currency: '$.currency' },
    email: { $email: '$.billing.email' },
    lines: {
      $each: '$.line_items',
      as: { productId: { $string: '$.product_id' }, quantity: '$.quantity' },
    },
  },
}

test('the parts of a connector are a pure function of its settings', () => {
  const known = {
    config: { url: 'https://vendor.example', token: 't', markets: ['se'] },
    found: null,
  }
  const parts = vendor.parts(known)
  expect(Object.keys(parts.sinks ?? {}).toSorted()).toStrictEqual([
    'append',
    'feed',
    'se',
    'tracking',
  ])
  expect(parts.streams?.['lines']?.key({ order: 1, line: 2 })).toStrictEqual([1, 2])
})
