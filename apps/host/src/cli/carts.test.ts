import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import {
  beginCartMessage,
  openStore,
  settleCartMessage,
  writeCartWatches,
  type CartWatch,
} from '../store/index.ts'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A shop and a post office in one, as far as a configuration asks. */
const postal = `
import * as z from 'zod'
export const post = {
  specificationVersion: 'v1',
  id: 'post',
  name: 'Post',
  config: z.object({}),
  hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    actions: { mail: { schema: z.object({}), onUnknown: 'lose', run: async () => ({ status: 'ok' }) } },
  }),
}
`
const configuration = `version: 1
organisation: nordlys
host: { url: 'https://data.shop.example' }
connections: { shop: { connector: postal }, post: { connector: postal } }
`
const carts =
  'carts: { web: { connections: [shop], consent: assumed, steps: [{ action: post.mail }] } }\n'
const at = Date.parse('2026-11-02T10:00:00Z')
const createdAt = new Date(at).toISOString()

const watch: CartWatch = {
  cart: 'shop:1',
  entity: 'cart',
  row_id: 'shop:1',
  rule: 'web',
  connection: 'shop',
  order_id: 'shop:1',
  state: 'ended',
  reason: 'recovered',
  created_at: at,
  touched_at: at,
  seen_at: at,
  left_at: at + 1,
  look_at: null,
  currency: 'EUR',
  total: 5000,
  bought_order: 'shop:9',
  bought_at: at + 2,
  won_by: 0,
}

/** A shop in whose store one cart was won back. */
async function shopWithCart(declared = carts) {
  const folder = folderWith({
    ...connectorPackage('postal', postal),
    'cartograph.yaml': `${configuration}${declared}`,
  })
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await writeRows(store, [
    {
      entity: 'cart',
      id: 'shop:1',
      row: {
        connection: 'shop',
        status: 'open',
        email: 'anna@shop.example',
        total: 5000,
        currency: 'EUR',
        createdAt,
      },
    },
    {
      entity: 'order',
      id: 'shop:9',
      row: {
        connection: 'shop',
        status: 'paid',
        currency: 'EUR',
        total: 4250,
        placedAt: createdAt,
      },
    },
  ])
  await store.write(function* (dialect, org) {
    yield* writeCartWatches(dialect, org, [watch])
    const key = { cart: 'shop:1', step: 0 }
    yield* beginCartMessage(dialect, org, key, { connection: 'post', action: 'mail', now: at + 1 })
    yield* settleCartMessage(dialect, org, key, { state: 'sent', at: at + 1 })
  })
  await store.close()
  return async (...words: string[]) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand(['carts', ...words], terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
}

const span = ['--from', '2026-11-01', '--to', '2026-11-03'] as const

test('figures say what was sent, what was won back, and with how much', async () => {
  const run = await shopWithCart()
  expect((await run('figures', ...span)).out).toBe(
    [
      '1 cart left, 1 message sent, 1 won back',
      'won back: 42.50 EUR',
      '  recovered: 1',
      '',
      'rule  step  by         sent  failed  unknown  clicked  won back       with',
      'web      1  post.mail     1       0        0        0         1  42.50 EUR',
      '',
    ].join('\n'),
  )
})

test('the list and one cart show how they stand, and nothing of whose they are', async () => {
  const run = await shopWithCart()
  const { out } = await run('list', ...span, '--state', 'recovered')
  expect(out).toContain('shop:1  2026-11-02T10:00:00.001Z  recovered         1  50.00 EUR')
  const shown = await run('show', 'shop:1')
  expect(shown.out).toContain('message 1 by post.mail: sent 2026-11-02T10:00:00.001Z, 0 clicks')
  expect(`${out}${shown.out}`).not.toContain('anna')
})

test('a dry run as JSON says what the rules would have sent', async () => {
  const run = await shopWithCart()
  const { code, out } = await run('dry-run', '--from', '2026-11-01', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ carts: 1, messages: { 'web 1': 1 } })
})

test.each([
  ['without a rule', ['figures'], '', 'The configuration has no rule for carts.'],
  [
    'for a cart that nobody follows',
    ['show', 'shop:404'],
    carts,
    'The cart shop:404 is not followed.',
  ],
  ['for what is no day', ['list', '--from', 'monday'], carts, 'Expected a day such as 2026-11-02'],
])('the command says what is wrong %s', async (_when, words, declared, message) => {
  const run = await shopWithCart(declared)
  const { said } = await run(...words)
  expect(said).toContain(message)
})
