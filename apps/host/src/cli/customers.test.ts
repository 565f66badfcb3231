import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

function row(connection: string, day: number, more: Readonly<Record<string, string>>) {
  return { connection, createdAt: `2026-01-0${day}T00:00:00.000Z`, ...more }
}

function order(id: string, day: number) {
  const placedAt = `2026-01-0${day}T10:30:00.000Z`
  const own = { connection: 'shop', customerId: 'shop:1', status: 'paid', placedAt }
  return { entity: 'order', id, row: own }
}

let folder: string
beforeEach(async () => {
  folder = folderWith({ 'cartograph.yaml': 'version: 1\norganisation: nordlys\n' })
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await writeRows(store, [
    {
      entity: 'customer',
      id: 'shop:1',
      row: row('shop', 1, { firstName: 'Ida', lastName: 'Holm', email: 'ida@example.com' }),
    },
    { entity: 'customer', id: 'till:9', row: row('till', 2, { email: 'ida@example.com' }) },
    { entity: 'customer', id: 'mail:7', row: row('mail', 3, { firstName: 'Per' }) },
  ])
  await store.close()
})

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand(['customers', ...words], terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

async function personOf(search: string): Promise<string> {
  const { out } = await run('--search', search, '--json')
  const { persons } = JSON.parse(out) as { persons: { id: string }[] }
  return persons[0]?.id ?? ''
}

test('before anything was computed it says what to do', async () => {
  expect(await run()).toStrictEqual({
    code: 0,
    out: 'Nobody was found.\n',
    said: 'Not everything in the store was looked at yet: run `cartograph customers update`.\n',
  })
})

test('persons are computed, shown and found', async () => {
  expect((await run('update')).out).toBe('3 rows looked at.\n')
  const { out } = await run('--search', 'ida hlom')
  expect(out).toMatch(
    /^person +name +e-mail +phone +since +records\n\S{22} +Ida Holm +ida@example.com +2026-01-01 +customer\/shop:1, customer\/till:9\n$/,
  )
})

test('a merge is explained', async () => {
  await run('update')
  const id = await personOf('ida')
  expect((await run('--explain', id)).out).toBe(
    [
      `${id}: 2 records, the oldest customer/shop:1.`,
      'customer/till:9 is the same person, because',
      '  customer/shop:1 and customer/till:9 have email:ida@example.com (rule email)',
      '',
    ].join('\n'),
  )
})

test('staff split, merge and undo', async () => {
  await run('update')
  const ida = await personOf('ida')
  expect((await run('split', ida, 'customer/till:9')).out).toMatch(
    /^They are 2 persons now:\n {2}\S+ \(customer\/shop:1\)\n {2}\S+ \(customer\/till:9\)\n$/,
  )
  expect((await run('--explain', ida)).out).toBe(
    `${ida}: one record.\ncustomer/shop:1 and customer/till:9 have email:ida@example.com (rule email), but staff keep them apart.\n`,
  )
  const per = await personOf('per')
  expect((await run('merge', ida, per)).out).toBe(
    `They are one person now: ${ida} (customer/shop:1, customer/mail:7).\n`,
  )
  expect((await run('undo', ida)).out).toBe('2 decisions taken back; the rules decide again.\n')
  expect((await run('--explain', ida)).out).toContain('2 records, the oldest customer/shop:1.')
})

test('who is nobody cannot be explained', async () => {
  await run('update')
  const { code, said } = await run('--explain', 'nobody')
  expect(code).toBe(1)
  expect(said).toContain('There is no person nobody.')
})

test('a person is erased, and the answer says what was and that nothing is left', async () => {
  await run('update')
  const ida = await personOf('ida')
  expect((await run('erase', ida, '--dry-run')).out).toBe(
    `${ida}: to be erased\n  0 native records, 0 webhooks, 0 dead letters\n  removed: 2 customer\n`,
  )
  expect((await run('erase', ida)).out).toBe(
    `${ida}: erased\n  0 native records, 0 webhooks, 0 dead letters\n  removed: 2 customer\nNothing is left.\n`,
  )
  expect((await run('--search', 'ida')).out).toBe('Nobody was found.\n')
})

test('the figures of all customers are counted', async () => {
  await run('update')
  const { out } = await run('figures', '--days', '10000')
  expect(out).toContain('2 persons.\nsource: mail 1, shop 1, till 1\n')
  expect(out).toMatch(/^2026-01-01 +1 +0 +0 +0$/mu)
})

test('a node that does not exist is told of', async () => {
  const { code, said } = await run('--node', 'denmark')
  expect([code, said]).toStrictEqual([2, expect.stringContaining('There is no node denmark.')])
})

test('what a person did is shown, the newest first, and everything of them is written out', async () => {
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await writeRows(store, [order('shop:o1', 5), order('shop:o2', 6)])
  await store.close()
  await run('update')
  const ida = await personOf('ida')
  expect((await run('timeline', ida)).out).toBe(
    'when              what   id\n2026-01-06T10:30  order  shop:o2  paid\n2026-01-05T10:30  order  shop:o1  paid\n',
  )
  const { rows, person } = JSON.parse((await run('export', ida)).out) as {
    readonly rows: readonly { readonly entity: string }[]
    readonly person: { readonly members: readonly string[] }
  }
  expect(rows.map(({ entity }) => entity).toSorted()).toStrictEqual([
    'customer',
    'customer',
    'order',
    'order',
  ])
  expect(person.members).toStrictEqual(['customer/shop:1', 'customer/till:9'])
})

test('who was erased is listed, with how it stands', async () => {
  await run('update')
  const person = await personOf('ida')
  await run('erase', person)
  const { out } = await run('erasures', '--json')
  expect(JSON.parse(out)).toMatchObject({ erasures: [{ person, state: 'done', left: [] }] })
})
