import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openStore } from '../store/index.ts'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import type { Finding } from './doctor/finding.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const code = `
import * as z from 'zod'
export const shop = {
  specificationVersion: 'v1', id: 'shop', name: 'Shop', config: z.object({}), hosts: () => [],
  check: async () => {
    if (process.env.SHOP_DOWN) throw Object.assign(new Error('down'), { $fault: 'v1', kind: 'auth', message: 'The key is wrong.', hint: 'Make another.' })
    return { account: { name: 'Nordlys' } }
  },
  parts: () => ({
    streams: { orders: {
      schema: z.object({ id: z.number(), total: z.string() }), key: (row) => row.id, deletes: 'never',
      list: {
        params: z.null(), position: z.number(), paging: 'stable',
        async *plan() { yield { params: null } },
        async *read() {
          yield { items: [{ op: 'upsert', row: { id: 1, total: '1.00' } }, { op: 'upsert', row: { id: 2 } }], next: 2, end: true }
        },
      },
    } },
    mappings: [{
      id: 'shop-event', from: { connector: 'shop', stream: 'orders' }, to: { entity: 'event' },
      fields: { id: { $string: '$.id' }, type: 'seen', at: '2026-01-01T00:00:00Z' },
    }],
  }),
}
`

const configuration =
  'version: 1\norganisation: nordlys\nconnections: { shop: { connector: shop } }\n'

function shopFolder(yaml = configuration): string {
  return folderWith({ ...connectorPackage('shop', code), 'cartograph.yaml': yaml })
}

async function doctor(folder: string, ...words: readonly string[]) {
  const terminal = recordingTerminal({ folder })
  const exitCode = await runCommand(['doctor', '--json', ...words], terminal)
  const { ok, findings } = JSON.parse(terminal.output) as {
    ok: boolean
    findings: readonly Finding[]
  }
  const about = (subject: string) =>
    findings
      .filter((each) => each.subject === subject)
      .map(({ status, message }) => `${status}: ${message}`)
  return { exitCode, ok, findings, about }
}

const sync = (folder: string) => runCommand(['sync'], recordingTerminal({ folder }))

test('before anything was read nothing is wrong', async () => {
  const { exitCode, ok, about } = await doctor(shopFolder())
  expect([exitCode, ok, about('store')]).toStrictEqual([
    0,
    true,
    ['ok: There is none yet; the first `cartograph sync` makes it.'],
  ])
})

test('what a run left behind is found, with what to do', async () => {
  const folder = shopFolder()
  await sync(folder)
  const { exitCode, findings, about } = await doctor(folder)
  expect(about('stream shop.orders')).toStrictEqual([
    expect.stringMatching(/^warning: Its last run failed 0 seconds ago/),
    'warning: 1 record could not be processed.',
  ])
  expect(about('store')).toStrictEqual([
    'ok: Other users of this machine cannot read it.',
    expect.stringMatching(/^ok: [\d.]+ MB, its log/),
    expect.stringMatching(/^ok: Schema \d+\.$/),
    'ok: Its quick check found nothing wrong.',
    'ok: No process has it for itself.',
  ])
  expect(exitCode).toBe(0)
  for (const { status, hint } of findings) expect(hint === undefined).toBe(status === 'ok')
})

test('a store is closed to others from the start, and a problem once it is not', async () => {
  const folder = shopFolder()
  await sync(folder)
  const file = join(folder, 'cartograph.db')
  expect(statSync(file).mode & 0o077).toBe(0)
  chmodSync(folder, 0o755)
  chmodSync(file, 0o644)
  const { exitCode, about } = await doctor(folder)
  expect(exitCode).toBe(1)
  expect(about('store')[0]).toMatch(/^problem: Every user of this machine can read /)
})

test('whoever serves is named, and can be looked at meanwhile', async () => {
  const folder = shopFolder()
  await sync(folder)
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  store.announce('http://127.0.0.1:4700')
  const { exitCode, about } = await doctor(folder)
  await store.close()
  expect(exitCode).toBe(0)
  expect(about('store')).toContain(
    `ok: It is in use by another process (process ${process.pid}), which serves at http://127.0.0.1:4700.`,
  )
})

test('a store of a newer version is a problem, and is not looked into', async () => {
  const folder = shopFolder()
  await sync(folder)
  const database = new Sqlite(join(folder, 'cartograph.db'))
  database.pragma('user_version = 999')
  database.close()
  const { exitCode, findings, about } = await doctor(folder)
  expect(exitCode).toBe(1)
  expect(about('store').at(-3)).toMatch(
    /^problem: It was written by a newer Cartograph \(schema 999/,
  )
  expect(findings.some(({ subject }) => subject.startsWith('stream'))).toBe(false)
})

test('a file that is no database is a problem', async () => {
  const folder = shopFolder()
  writeFileSync(
    join(folder, 'cartograph.db'),
    'Not a database, but long enough to be taken for one.',
  )
  const { exitCode, about } = await doctor(folder)
  expect([
    exitCode,
    about('store').some((finding) => finding.startsWith('problem: ')),
  ]).toStrictEqual([1, true])
})

test('mistakes of the configuration are problems like others', async () => {
  const { exitCode, about } = await doctor(
    shopFolder('version: 1\norganisation: nordlys\nconections: {}\n'),
  )
  expect(exitCode).toBe(1)
  expect(about('configuration')[0]).toContain('conections')
})

test('vendors are asked only where that is wanted', async () => {
  const folder = shopFolder()
  const offline = await doctor(folder)
  const online = await doctor(folder, '--online')
  const answers = 'ok: The vendor answers (Nordlys).'
  expect([
    offline.about('connection shop').includes(answers),
    online.about('connection shop').includes(answers),
  ]).toStrictEqual([false, true])
})

test('a vendor that refuses is a problem, with what the connector says is to be done', async () => {
  process.env['SHOP_DOWN'] = '1'
  const { exitCode, findings } = await doctor(shopFolder(), '--online').finally(() => {
    delete process.env['SHOP_DOWN']
  })
  expect(exitCode).toBe(1)
  expect(findings).toContainEqual({
    subject: 'connection shop',
    status: 'problem',
    message: 'The key is wrong.',
    hint: 'Make another.',
  })
})

test('people are told line by line, and how many of each', async () => {
  const folder = shopFolder()
  const terminal = recordingTerminal({ folder })
  await runCommand(['doctor'], terminal)
  expect(terminal.output).toMatch(/^ok {7}node {11}Node\.js \d+/)
  expect(terminal.output).toMatch(/\n\n0 problems, 0 warnings, \d+ ok\.\n$/)
})
