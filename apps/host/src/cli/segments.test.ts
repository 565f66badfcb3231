import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

let folder: string

/** The ledger that was worked out on paper, in a store, and a segment of its shop's own. */
beforeEach(async () => {
  folder = folderWith({
    'cartograph.yaml': `version: 1
organisation: nordlys
segments:
  twice:
    name: Bought twice
    where: { all: [{ field: orders, op: '>=', value: 2 }, { not: { field: country, op: '=', value: XX } }] }
`,
  })
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await writeRows(store, ledgerStoreRows)
  await store.close()
})

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand(words, terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

function members(json: string): readonly string[] {
  return (JSON.parse(json) as { readonly members: readonly string[] }).members.toSorted()
}

test('segments of the configuration are counted beside the predefined ones, from all rows and from what is kept alike', async () => {
  await run('customers', 'update')
  const rows = await run('segments', 'twice', '--json')
  const kept = await run('segments', 'twice', '--json', '--update')
  expect(members(rows.out).length).toBe(5)
  expect(members(kept.out)).toStrictEqual(members(rows.out))
  const all = await run('segments')
  expect(all.out).toMatch(/^twice +customers +5 +Bought twice$/mu)
  expect(all.out).toMatch(/^repeat_customers +customers +5 +/mu)
})

test('why somebody is in a segment, or is not, is told condition by condition', async () => {
  await run('customers', 'update')
  const { out, code } = await run('segments', 'cross_border', '--why', 'shop:5')
  expect([code, out]).toStrictEqual([
    0,
    `Cross-border: Is in it.
yes  all of
  yes  shipping_country != store_country   (AT)
`,
  ])
  const not = await run('segments', 'twice', '--why', 'order:shop:7')
  expect(not.out).toBe(`Bought twice: Is not in it.
no   all of
  no   orders >= 2   (1)
  yes  not
    no   country = "XX"   (DE)
`)
})

test('who is not there, and a segment that is not named, are told', async () => {
  const nobody = await run('segments', 'twice', '--why', 'shop:nobody')
  expect(nobody.said).toContain('There is no customer "shop:nobody".')
  const unnamed = await run('segments', '--why', 'shop:5')
  expect(unnamed.said).toContain('Why somebody is in a segment is asked of one segment.')
})
