import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startMailServer, type SimulatedMailServer } from '@cartograph/simulators/smtp'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

let folder: string
let server: SimulatedMailServer

/** The ledger that was worked out on paper, and a report of its October. */
beforeEach(async () => {
  server = await startMailServer({ tls: 'never', login: false })
  onTestFinished(() => server.close())
  const { host, port } = server
  folder = folderWith({
    'cartograph.json': JSON.stringify({
      version: 1,
      organisation: 'nordlys',
      host: { egress: { private: ['127.0.0.1/32'] } },
      connections: {
        post: {
          connector: 'smtp',
          config: { host, port, encryption: 'none', from: 'us@shop.example' },
        },
      },
      dashboards: {
        mine: {
          title: 'How we sell',
          widgets: { sold: { title: 'Sold', metrics: ['net_sales'] } },
        },
      },
      reports: {
        october: {
          dashboard: 'mine',
          schedule: '0 7 1 11 *',
          range: { from: '2026-10-01', to: '2026-10-31' },
          to: [{ action: 'post.mail', mail: ['anna@shop.example'] }],
        },
      },
    }),
  })
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await writeRows(store, ledgerStoreRows)
  await store.close()
})

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand([...words, '--config', 'cartograph.json'], terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

test('reports are listed with their times and where they go', async () => {
  const { code, out } = await run('reports', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    reports: [{ id: 'october', dashboard: 'mine', schedule: '0 7 1 11 *', to: ['post.mail'] }],
  })
})

test('a report is written as a file, and a dashboard too', async () => {
  expect(await run('reports', 'make', 'october', '--out', 'october.pdf')).toMatchObject({
    code: 0,
    out: 'october.pdf was written.\n',
  })
  const pdf = new Uint8Array(readFileSync(join(folder, 'october.pdf')))
  const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true })
  expect(text.replaceAll(/\s+/gu, ' ')).toContain('Sold €193.00')
  expect((await run('reports', 'make', 'overview', '--out', 'overview.zip')).code).toBe(0)
  expect(readFileSync(join(folder, 'overview.zip')).subarray(0, 2).toString()).toBe('PK')
})

test('a report is sent where nobody serves', async () => {
  expect(await run('reports', 'send', 'october')).toMatchObject({
    code: 0,
    out: 'post.mail: sent.\n',
  })
  expect(server.mails).toMatchObject([{ to: ['anna@shop.example'] }])
  expect(server.mails[0]?.text).toContain('mine-2026-10-01-2026-10-31.pdf')
})

test.each([
  [['make', 'october'], 'It is not said which file is to be written.'],
  [['make', 'octobre', '--out', 'a.pdf'], 'There is no dashboard "octobre"'],
  [['send', 'octobre'], 'There is no report "octobre".'],
  [['send'], 'It is not said which report.'],
])('reports %j is refused', async (words, message) => {
  const { code, said } = await run('reports', ...words)
  expect(code).toBe(2)
  expect(said).toContain(message)
})
