import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = `version: 1
organisation: nordlys
connections:
  post: { connector: smtp, config: { host: mail.example, from: shop@nordlys.example } }
contacting: { mail: post.mail }
automations:
  receipts: { recipe: receipt-copy }
  desk: { on: order.paid, steps: [{ mail: { to: [desk@nordlys.example], subject: Paid, text: Paid } }] }
`

const order = (id: string, email: string | null) => ({
  entity: 'order',
  id,
  row: {
    connection: 'shop',
    number: id,
    status: 'paid',
    placedAt: '2026-11-10T10:00:00.000Z',
    currency: 'EUR',
    total: 5000,
    lines: [{ name: 'Mug', quantity: 2 }],
    email,
  },
})

/** A shop with three orders of November, one of them without an address. */
async function shop() {
  const folder = folderWith({ 'cartograph.yaml': configuration })
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await writeRows(store, [
    order('shop:1', 'ida@example.com'),
    order('shop:2', 'per@example.com'),
    order('shop:3', null),
  ])
  await store.close()
  return async (...words: string[]) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand(words, terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
}

test('a dry run says how many mails would have been sent, and why others would not', async () => {
  const run = await shop()
  const { code, out } = await run(
    'automations',
    'dry-run',
    'receipts',
    '--from',
    '2026-11-01',
    '--to',
    '2026-11-30',
  )
  expect([code, out]).toStrictEqual([
    0,
    `From 2026-11-01T00:00:00.000Z to 2026-12-01T00:00:00.000Z it happened 3 times, and the conditions of receipts were met 3 times.
Step 1 would have sent 2 mails.
  not 1: Nobody knows an e-mail address of whom it is about.
Nothing was sent.
`,
  ])
})

test('what would have been sent is shown only where that is asked for', async () => {
  const run = await shop()
  const words = ['automations', 'dry-run', 'receipts', '--from', '2026-11-01', '--json']
  const hidden = await run(...words)
  const shown = await run(...words, '--show')
  expect([hidden.out.includes('ida@'), shown.out.includes('ida@')]).toStrictEqual([false, true])
  expect((JSON.parse(shown.out) as { examples: unknown[] }).examples[0]).toMatchObject({
    to: ['ida@example.com'],
    subject: 'Your receipt shop:1',
    text: '2 x Mug\n\nTotal: €50.00\nNovember 10, 2026\n',
  })
})

test('an automation is paused and goes on', async () => {
  const run = await shop()
  expect((await run('automations', 'pause', 'desk')).out).toBe('desk is paused.\n')
  expect((await run('automations', 'show', 'desk')).out).toContain(
    'desk: paused. A person paused it.\nanswers order.paid; marketing\n',
  )
  expect((await run('automations', 'resume', 'desk')).out).toBe('desk goes on.\n')
  expect(JSON.parse((await run('automations', '--json')).out)).toMatchObject({
    automations: [
      { id: 'receipts', on: 'order.paid', state: 'active', steps: {} },
      { id: 'desk', state: 'active' },
    ],
  })
})

test.each([
  [['automations', 'show'], 'Which automation?'],
  [['automations', 'runs', 'desks'], 'There is no automation desks; did you mean desk?'],
  [['automations', 'dry-run', 'desk', '--from', 'monday'], 'Expected a day such as 2026-11-02'],
])('%j is refused with what to do', async (words, says) => {
  const run = await shop()
  const { code, said } = await run(...words)
  expect(code).not.toBe(0)
  expect(said).toContain(says)
})

test('an automation that did nothing yet says so', async () => {
  const run = await shop()
  expect((await run('automations', 'runs', 'desk')).out).toBe('Nothing was answered yet.\n')
})
