import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { file } from '@cartograph/connector-file'
import type { Mapping } from '@cartograph/core'
import { beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { auditRows } from '../store/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import { folderWith } from '../testing/folder.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { followVouchers } from '../vouchers/index.ts'

const example = new URL('../../../../docs/examples/bonus/', import.meta.url)
const sample = (name: string) => readFileSync(fileURLToPath(new URL(name, example)))
const mapping = parse(sample('mappings/bonus-check.yaml').toString()) as Mapping

let host: ScriptedHost
beforeEach(async () => {
  const folder = folderWith({ 'bonus-checks.csv': 'CheckNo;Value;Currency\n' })
  const path = `${folder}/bonus-checks.csv`
  const config = { sources: { bonus: { path, key: ['CheckNo'], deletes: 'absent' } } }
  host = await scriptedHost({
    connections: [
      connectorConnection(file, config, {
        id: 'checks',
        needs: ['files'],
        paths: [path],
        mappings: [mapping],
      }),
    ],
  })
})

async function send(what: 'look' | 'import', bytes: Uint8Array, columns?: object) {
  const body = { name: 'checks.csv', content: Buffer.from(bytes).toString('base64'), columns }
  const response = await host.call(`/api/bonus/checks/bonus/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function told<Answer>(path: string): Promise<Answer> {
  return (await (await host.call(path)).json()) as Answer
}

interface Told {
  readonly imports: readonly { readonly state: string; readonly outcome: object | null }[]
}

const newest = async () => (await told<Told>('/api/bonus/imports')).imports[0]

async function imported(bytes: Uint8Array, columns?: object) {
  const { status } = await send('import', bytes, columns)
  expect(status).toBe(202)
  await until(async () => (await newest())?.state !== 'running')
  await followVouchers(host.installation.store, { signal: new AbortController().signal })
  return newest()
}

const found = async (query: string) => {
  const { checks } = await told<{ readonly checks: readonly { readonly id: string }[] }>(
    `/api/bonus/checks?${query}`,
  )
  return checks.map(({ id }) => id)
}

const text = (lines: readonly string[]) => Buffer.from(lines.join('\n'))

test('where a file of bonus checks can go is told with the columns that are asked for', async () => {
  const { places } = await told<{ readonly places: readonly object[] }>('/api/bonus')
  expect(places).toMatchObject([
    {
      connection: 'checks',
      stream: 'bonus',
      columns: [
        { name: 'CheckNo', isKey: true },
        { name: 'Code', isKey: false },
        { name: 'Status', isKey: false },
        { name: 'Value', isKey: false },
        { name: 'Currency', isKey: false },
        { name: 'Email', isKey: false },
        { name: 'Phone', isKey: false },
        { name: 'IssuedOn', isKey: false },
        { name: 'ValidUntil', isKey: false },
        { name: 'Name', isKey: false },
        { name: 'Description', isKey: false },
        { name: 'RemindDaysBefore', isKey: false },
      ],
    },
  ])
})

test.each(['bonus-checks.txt', 'bonus-checks.xlsx'])(
  'a look at %s says what would come of it, and imports nothing',
  async (name) => {
    const { body } = await send('look', sample(name))
    expect(body).toMatchObject({
      rows: 5,
      new: 5,
      known: 0,
      changed: 0,
      worth: { SEK: 57_500 },
      refused: [],
      doubled: [],
    })
    expect(JSON.stringify(body)).not.toContain('ida.holm')
    expect(await told('/api/bonus')).toMatchObject({ standing: [] })
  },
)

test('rows that cannot be imported are told by their lines, and rows of one number too', async () => {
  const { body } = await send(
    'look',
    text([
      'CheckNo;Value;Currency;Email',
      'A;10;SEK;ida@example.com',
      'B;much;SEK;ida@example.com',
      'A;20;SEK;ida@example.com',
      'C;5;crowns;ida@example.com',
    ]),
  )
  expect(body).toMatchObject({
    rows: 1,
    refused: [
      { line: 3, key: 'B' },
      { line: 5, key: 'C' },
    ],
    doubled: [{ line: 2, key: 'A' }],
  })
})

test('columns of other names are found or chosen, and without its key nothing is known of a file', async () => {
  const others = text(['Number;check value;Cur;Mail', 'A;10;SEK;ida@example.com'])
  expect((await send('look', others)).body).toMatchObject({
    found: ['Number', 'check value', 'Cur', 'Mail'],
    rows: 0,
  })
  const columns = { CheckNo: 'Number', Value: 'check value', Currency: 'Cur', Email: 'Mail' }
  expect((await send('look', others, columns)).body).toMatchObject({ rows: 1, new: 1 })
  await imported(others, columns)
  expect(await told('/api/bonus/checks')).toMatchObject({
    checks: [{ id: 'checks:A', amount: 1000, email: 'ida@example.com' }],
  })
})

test('a file that is imported twice changes nothing the second time, and is known again', async () => {
  const bytes = sample('bonus-checks.txt')
  expect(await imported(bytes)).toMatchObject({
    state: 'done',
    outcome: { read: 5, written: 5, unchanged: 0, rejected: 0 },
  })
  expect((await send('look', bytes)).body).toMatchObject({
    new: 0,
    known: 5,
    changed: 0,
    before: { by: expect.stringContaining('token') as string },
  })
  expect(await imported(bytes)).toMatchObject({ outcome: { written: 0, unchanged: 5 } })
})

test('rows that are refused keep no other back', async () => {
  const lines = ['CheckNo;Value;Currency', 'A;10;SEK', 'B;much;SEK', 'C;5;SEK']
  expect(await imported(text(lines))).toMatchObject({
    state: 'done',
    outcome: { read: 3, rejected: 1 },
  })
  expect(await found('')).toStrictEqual(['checks:A', 'checks:C'])
})

test('a file that leaves checks out takes none of them away, whatever the source says of its own', async () => {
  await imported(sample('bonus-checks.txt'))
  await imported(text(['CheckNo;Value;Currency;Email', 'NEW;10;SEK;ida@example.com']))
  const { checks } = await told<{ readonly checks: readonly object[] }>('/api/bonus/checks')
  expect(checks).toHaveLength(6)
})

test('what was spent of a check is told with it, and importing it again gives nothing back', async () => {
  await imported(sample('bonus-checks.txt'))
  const row = {
    connection: 'till',
    voucherId: 'till:checks:BC-1002',
    amount: 5000,
    currency: 'SEK',
    receipt: '42',
    redeemedAt: '2026-12-05T10:00:00.000Z',
  }
  const { store } = host.installation
  await writeRows(store, [{ entity: 'voucherRedemption', id: 'till:1', row }])
  await imported(sample('bonus-checks.xlsx'))
  expect(await told('/api/bonus/checks?search=bc-1002')).toMatchObject({
    checks: [
      { status: 'partiallyRedeemed', amount: 25_000, left: 20_000, uses: [{ amount: 5000 }] },
    ],
    next: null,
  })
})

test('checks are found by number, code, address and phone number, and by how they stand', async () => {
  await imported(sample('bonus-checks.txt'))
  expect([
    await found('search=731000'),
    await found('search=070-174 06 05'),
    await found('search=PER.LUND'),
    await found('status=cancelled'),
    await found('search=nobody'),
  ]).toStrictEqual([
    ['checks:BC-1002'],
    ['checks:BC-1002'],
    ['checks:BC-1003'],
    ['checks:BC-0990'],
    [],
  ])
})

test('a list is read page by page', async () => {
  await imported(sample('bonus-checks.txt'))
  const seen: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const page: { checks: readonly { id: string }[]; next: string | null } = await told(
      `/api/bonus/checks?limit=2&after=${next}`,
    )
    seen.push(...page.checks.map(({ id }) => id))
    next = page.next
  }
  expect(seen).toHaveLength(5)
})

test.each([
  ['Macros', Buffer.from('504b0304786c2f776f726b626f6f6b76626150726f6a6563742e62696e', 'hex')],
  ['A picture', Buffer.from('89504e470d0a1a0a0000', 'hex')],
])('%s is refused, and nothing is noted of it', async (_what, bytes) => {
  expect((await send('import', bytes)).status).toBe(422)
  expect((await told<Told>('/api/bonus/imports')).imports).toStrictEqual([])
})

test('a place that there is not is not found', async () => {
  const body = JSON.stringify({ name: 'a.csv', content: 'YQ==' })
  const response = await host.call('/api/bonus/checks/other/look', { method: 'POST', body })
  expect(response.status).toBe(404)
})

test('who imported is in the audit log', async () => {
  await imported(sample('bonus-checks.txt'))
  const rows = await host.installation.store.read((dialect, org) =>
    auditRows(dialect, org, { before: undefined, limit: 10 }),
  )
  expect(rows.filter(({ action }) => action === 'bonus.import')).toMatchObject([
    { target: 'checks', actorKind: 'token' },
  ])
})
