import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A connector whose stream `orders` reads two rows; `changes` is put over the stream's definition, `more` over the connector's. */
const code = (changes = '{}', more = '{}') => `
import * as z from 'zod'
const page = (rows, next, end) => ({ items: rows.map((row) => ({ op: 'upsert', row })), next, end })
const list = {
  params: z.null(),
  position: z.any(),
  plan: async function* () { yield { params: null } },
  read: async function* () { yield page([{ id: 1 }, { id: 2 }], 1, true) },
}
const orders = { schema: z.looseObject({ id: z.number() }), key: (row) => row.id, deletes: 'never', list, ...(${changes}) }
const others = { schema: orders.schema, key: (row) => row.id, deletes: 'never', list }
export const shop = {
  specificationVersion: 'v1', id: 'shop', name: 'Shop',
  config: z.object({ tags: z.array(z.string()).default([]) }),
  hosts: () => [], check: async () => ({ account: {} }),
  parts: () => ({ streams: { orders, others } }),
  ...(${more}),
}
`
const reading = (body: string) =>
  `{ list: { ...list, read: async function* (context) { ${body} } } }`

interface Run {
  readonly connection: string
  readonly stream: string
  readonly read: number
  readonly rejected: number
  readonly fault?: { readonly message: string }
}

async function runsOf(broken: string, manifest: object = {}) {
  const connections = { broken: { connector: '@acme/broken' }, good: { connector: '@acme/good' } }
  const folder = folderWith({
    ...connectorPackage('@acme/broken', broken, { cartograph: { contract: 'v1' }, ...manifest }),
    ...connectorPackage('@acme/good', code()),
    'cartograph.json': { version: 1, organisation: 'nordlys', connections },
  })
  const terminal = recordingTerminal({ folder })
  const exitCode = await runCommand(['sync', '--json'], terminal)
  const { runs } = JSON.parse(terminal.output) as { readonly runs: readonly Run[] }
  const messages = runs.map(
    ({ connection, stream, read, fault }) =>
      `${connection}.${stream}: ${fault?.message ?? `${read} read`}`,
  )
  return { exitCode, messages, rejected: runs.reduce((sum, run) => sum + run.rejected, 0) }
}

const others = ['broken.others: 2 read', 'good.orders: 2 read', 'good.others: 2 read']

test.each([
  [
    'gives pages without end',
    reading('for (;;) yield page([{ id: 1 }], 7)'),
    '@acme/broken: two pages in a row have the same position; the walk would never end.',
  ],
  [
    'gives the same rows for ever',
    reading('for (let next = 1; ; next += 1) yield page([{ id: 1 }], next)'),
    '@acme/broken: 50 pages in a row begin with the same row; the walk would never end.',
  ],
  [
    'goes round in a circle',
    reading('for (let at = 0; ; at += 1) yield page([{ id: at }], at % 3)'),
    '@acme/broken: the walk comes back to the same position again and again; it would never end.',
  ],
  [
    'gives a position that is no number',
    reading('yield page([{ id: 1 }], { after: NaN })'),
    '@acme/broken: a position cannot be kept: `after` is NaN.',
  ],
  ['gives a page without rows', reading('yield { next: 1 }'), '@acme/broken: a page has no items.'],
  [
    'changes its settings',
    reading("context.config.tags.push('x')"),
    'broken.orders: Cannot add property 0, object is not extensible',
  ],
  ['throws no error', reading("throw 'odd'"), 'broken.orders: odd'],
  [
    'plans no slices',
    '{ list: { ...list, plan: () => undefined } }',
    'broken/orders: Cannot read properties of undefined',
  ],
])('a connector that %s stops that stream alone', async (_what, changes, message) => {
  const { exitCode, messages } = await runsOf(code(changes))
  const [first, ...rest] = messages
  expect(first).toContain(`broken.orders: ${message}`)
  expect(rest).toStrictEqual(others)
  expect(exitCode).toBe(1)
})

test.each([
  ['is no number', 'row.total = NaN'],
  ['holds itself', 'row.self = row'],
  ['JSON does not know', 'row.at = new Date(0)'],
])('a value that %s costs its record alone', async (_what, change) => {
  const body = `const row = { id: 1 }; ${change}; yield page([row, { id: 2 }], 1, true)`
  const { exitCode, messages, rejected } = await runsOf(code(reading(body)))
  expect(messages).toStrictEqual(['broken.orders: 2 read', ...others])
  expect({ exitCode, rejected }).toStrictEqual({ exitCode: 1, rejected: 1 })
})

test('a check that throws stops its connection alone', async () => {
  const { messages } = await runsOf(code('{}', "{ check: () => { throw new Error('no check') } }"))
  expect(messages).toStrictEqual([
    'broken.orders: broken: no check',
    'broken.others: broken: no check',
    'good.orders: 2 read',
    'good.others: 2 read',
  ])
})

test('parts that fail for what was found in the account stop their connection alone', async () => {
  const more =
    "{ discover: async () => ({}), parts: ({ found }) => { if (found) throw new Error('no parts'); return { streams: { orders } } } }"
  const { messages } = await runsOf(code('{}', more))
  expect(messages.at(0)).toContain('no parts')
  expect(messages.slice(-2)).toStrictEqual(['good.orders: 2 read', 'good.others: 2 read'])
})

test('hosts that fail are a mistake of the configuration, and name the package', async () => {
  const folder = folderWith({
    ...connectorPackage('@acme/broken', code('{}', "{ hosts: () => { throw new Error('no') } }")),
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: { broken: { connector: '@acme/broken' } },
    },
  })
  const terminal = recordingTerminal({ folder })
  expect(await runCommand(['sync'], terminal)).toBe(2)
  expect(terminal.messages).toContain('@acme/broken 2.1.0 fails with these settings: no')
})

test.each([
  ['throws when it is loaded', "throw new Error('no')", {}, 'fails while it is loaded: no'],
  ['exports nothing', 'export {}', {}, 'exports no connector'],
  [
    'exports two connectors',
    `${code()}\nexport const second = { ...shop }`,
    {},
    'exports more than one connector',
  ],
  [
    'speaks a contract of the future',
    code(),
    { cartograph: { contract: 'v2' } },
    'speaks contract v2',
  ],
])('a package that %s stops its connection alone', async (_what, broken, manifest, message) => {
  const { exitCode, messages } = await runsOf(broken, manifest)
  expect(messages).toStrictEqual([
    expect.stringMatching(`^broken\\.\\*: @acme/broken 2\\.1\\.0 ${message}`),
    'good.orders: 2 read',
    'good.others: 2 read',
  ])
  expect(exitCode).toBe(1)
})

test('a broken package that something is delivered to is a mistake of the configuration', async () => {
  const folder = folderWith({
    ...connectorPackage('@acme/broken', 'export {}'),
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: { broken: { connector: '@acme/broken' } },
      deliveries: { all: { from: 'order', to: { connection: 'broken', sink: 'rows' } } },
    },
  })
  const terminal = recordingTerminal({ folder })
  expect(await runCommand(['push'], terminal)).toBe(2)
  expect(terminal.messages).toContain('@acme/broken 2.1.0 exports no connector')
})
