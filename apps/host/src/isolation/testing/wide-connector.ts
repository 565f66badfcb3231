/** A connector that uses everything that the contract has, in as few lines as that takes. */
export const wideConnector = `
import * as z from 'zod'
const row = z.object({ id: z.number(), total: z.string() })
const item = z.object({ email: z.string(), list: z.string(), at: z.number() })
const thrown = (data) => { throw Object.assign(new Error(data.message), { $fault: 'v1' }, data) }
let loads = 0
export const wide = {
  specificationVersion: 'v1', id: 'wide', name: 'Wide',
  config: z.object({ url: z.string(), folder: z.string().meta({ path: true }).optional(), key: z.string().meta({ secret: true }).default('cs_1') }),
  hosts: (config) => [new URL(config.url).host],
  limits: () => ({ all: { requests: 1000, windowMs: 1000 } }),
  sign: (request, { config }) => {
    const headers = new Headers(request.headers)
    headers.set('x-signed', config.key + ' ' + new URL(request.url).pathname)
    return new Request(request, { headers })
  },
  retryAfter: (response) => Number(response.headers.get('x-wait') ?? 0) || undefined,
  check: async ({ fetch, config }) => {
    const answer = await fetch(config.url + '/account')
    return { account: { name: (await answer.json()).name } }
  },
  discover: async () => ({ lists: ['a', 'b'] }),
  choices: ({ found }) => ({ list: (found?.lists ?? []).map((value) => ({ value, label: value })) }),
  prepare: async () => [{ what: 'table', state: 'already' }],
  erase: async (_context, person, keys) => ({ status: 'ok', remoteId: person.email + keys.members.length }),
  parts: ({ found }) => ({
    streams: {
      orders: {
        schema: row, key: (each) => [each.id, 'o'], version: (each) => each.total, deletes: 'never',
        affects: (each) => [{ stream: 'refunds', key: [each.id] }],
        get: { maxKeys: 3, read: async (_context, keys) => keys.map(([id]) => id === 1 ? null : id === 2 ? { $fault: 'v1', kind: 'record', message: 'odd' } : { id, total: id === 4 ? NaN : '9' }) },
        list: {
          params: z.object({ year: z.number() }),
          position: z.object({ after: z.number() }),
          plan: async function* () { yield { params: { year: 2026 }, tail: true, scope: 'all' } },
          read: async function* ({ log }, slice, from) {
            for (let after = from?.after ?? 0; ; after += 1) {
              log.info('page', { after })
              yield { items: [{ op: 'upsert', row: { id: after, total: String(slice.params.year) } }, { op: 'delete', key: [after] }], next: { after: after + 1 } }
            }
          },
          keys: async function* () { yield { items: [[1], [2]], next: { after: 1 }, end: true } },
        },
      },
    },
    webhook: {
      verify: async (_context, request) => { if (await request.text() !== 'signed') thrown({ kind: 'auth', message: 'Not signed.', hint: 'Sign it.' }) },
      parse: async (_context, request) => ({
        entries: [{ stream: 'orders', op: 'upsert', row: { id: (await request.text()).length, total: '1' }, id: 'e1', at: 5 }],
        respond: new Response('thanks', { status: 202, headers: { 'x-a': 'b' } }),
      }),
      register: async (context, url) => [{ id: url + ' ' + context.url('webhook') }],
    },
    sinks: {
      ...Object.fromEntries((found?.lists ?? []).map((name) => [name, { schema: item, key: (each) => each.email, mode: 'append', onUnknown: 'lose', batch: { maxItems: 1, maxBytes: 1000 }, write: async () => [] }])),
      members: {
        schema: item, key: (each) => each.email, mode: 'upsert', deletes: true, mirrors: 'orders',
        onUnknown: { resolve: async (_context, items) => items.map(() => ({ status: 'untouched' })) },
        batch: { maxItems: 10, maxBytes: 10000, by: (each) => each.list },
        serialBy: (each) => 's' + each.email,
        subject: (each) => ({ email: each.email, needs: ['email'] }),
        live: { at: (each) => each.at, maxAgeMs: 60000 },
        references: (each) => ({ list: { sink: 'lists', key: [each.list], required: true } }),
        write: async (_context, items, session) => items.map((each) => each.item?.list === 'bad' ? { status: 'failed', fault: { $fault: 'v1', kind: 'record', message: 'bad' } } : { status: 'ok', remoteId: [each.references.list, session].join() }),
        poll: async (_context, ticket, items) => items.map(() => ({ status: 'ok', remoteId: ticket })),
        replacement: { begin: async () => ({ table: 1 }), commit: async () => {}, abort: async () => thrown({ kind: 'conflict', message: 'gone', retryAfterMs: 5 }) },
      },
      feed: {
        schema: item, key: (each) => each.email,
        serve: { contentType: 'text/csv', encode: async function* (_context, pages) { for await (const page of pages) { yield page.map((each) => each.email).join(); yield new Uint8Array([10]) } } },
      },
    },
    actions: { mail: { schema: z.object({ to: z.string() }), onUnknown: 'lose', run: async (_context, input, { idempotencyKey }) => ({ status: 'ok', remoteId: input.to + idempotencyKey }) } },
    lookups: { best: { input: z.string(), output: z.array(z.string()), freshMs: 1000, get: async (_context, input) => input === '' ? null : [input, input] },
      files: { input: z.string(), output: z.array(z.string()), freshMs: 1, get: async ({ files }, folder) => {
        const writer = (await files.write(folder + '/b.txt')).getWriter()
        await writer.write(new TextEncoder().encode('second'))
        await writer.close()
        await files.append(folder + '/b.txt', 3, new TextEncoder().encode('!'))
        await files.remove(folder + '/c.txt')
        const found = []
        for await (const { path, size } of files.list(folder + '/*.txt')) {
          const text = await new Response(await files.read(path, { fromByte: 1 })).text()
          found.push([path.slice(folder.length), size, text].join(' '))
        }
        return found
      } },
      memo: { input: z.string(), output: z.array(z.number()), freshMs: 1, get: async ({ memo }) => {
        const load = async () => { loads += 1; return loads }
        return [await memo('k', 60000, load), await memo('k', 60000, load)]
      } },
      never: { input: z.string(), output: z.null(), freshMs: 1, get: ({ signal, log }) => new Promise((_done, failed) => {
        signal.addEventListener('abort', () => failed(new Error('called off')))
        log.info('waiting')
      }) },
    },
    surfaces: {
      till: {
        authentication: { verify: async (_context, request) => { if (!request.headers.has('x-till')) thrown({ kind: 'auth', message: 'No till.' }) } },
        deadlineMs: 1000,
        routes: {
          'POST /redeem/:id': async (context, request) => {
            const found = await context.find('order', { id: context.params.id }, { limit: 1 })
            const answer = await context.transact({ locks: ['l'], once: 'o' }, async (transaction) => {
              transaction.put({ stream: 'orders', op: 'upsert', row: { id: 7, total: '7' } })
              return { commit: true, answer: [await transaction.get('orders', [7]), await request.text(), found.length, context.caller.id] }
            })
            const rows = []
            for await (const page of context.metrics.query({ fields: ['a'], range: { from: 'x', to: 'y' } })) rows.push(...page.rows)
            return Response.json({ answer, rows, catalogue: await context.metrics.catalogue() })
          },
        },
        onError: (fault) => new Response(fault.message, { status: 418 }),
      },
    },
    mappings: [{ id: 'm', from: { connector: 'wide', stream: 'orders' }, to: { entity: 'order' }, fields: { id: '$.id' } }],
  }),
}
`
