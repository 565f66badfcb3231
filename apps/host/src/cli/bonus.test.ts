import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const example = fileURLToPath(new URL('../../../../docs/examples/bonus', import.meta.url))

let folder: string
beforeEach(() => {
  folder = folderWith({})
  cpSync(example, folder, { recursive: true })
})

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand(['bonus', ...words], terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

function change(file: string, from: string, to: string): void {
  const path = join(folder, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}

async function spend(check: string, amount: number): Promise<void> {
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'my-chain' })
  const row = { connection: 'till', voucherId: `till:checks:${check}`, amount, currency: 'SEK' }
  await writeRows(store, [{ entity: 'voucherRedemption', id: `till:${check}`, row }])
  await store.close()
}

const imported = `  new: 5, worth 575.00 SEK
  known before: 0, of which 0 redeemed; those stay redeemed
  past their end: 0
`

test('a dry run says what would come of an import, and imports nothing', async () => {
  expect(await run('import', 'checks.bonus', '--dry-run')).toStrictEqual({
    code: 0,
    out: `checks.bonus: 5 bonus checks can be imported, 0 rows cannot.\n${imported}`,
    said: '',
  })
  expect(existsSync(join(folder, 'cartograph.db'))).toBe(false)
})

test('the sample of text is imported and shown', async () => {
  expect((await run('import', 'checks.bonus')).out).toBe(
    `checks.bonus: 5 bonus checks imported, 0 rows cannot.\n${imported}`,
  )
  expect((await run()).out).toMatch(
    /^status +checks +worth +left\nactive +4 +475.00 SEK +475.00 SEK\ncancelled +1 +100.00 SEK +0.00 SEK\n/u,
  )
})

test('the sample of a spreadsheet says the same as that of text', async () => {
  await run('import', 'checks.bonus')
  change('cartograph.yaml', './bonus-checks.txt', './bonus-checks.xlsx\n          sheet: Checks')
  const again = await run('import', 'checks.bonus', '--json')
  expect(JSON.parse(again.out)).toStrictEqual({
    ok: true,
    imported: true,
    rows: 5,
    new: 0,
    known: 5,
    changed: 0,
    redeemedBefore: 0,
    over: 0,
    worth: {},
    faults: [],
  })
})

test('what is wrong with a row is said of that row, and the others are imported', async () => {
  change('bonus-checks.txt', '250.00;SEK', 'much;SEK')
  change('bonus-checks.txt', '50;SEK', '50;crowns')
  const { code, out } = await run('import', 'checks.bonus')
  expect(code).toBe(1)
  expect(out).toContain('3 bonus checks imported, 2 rows cannot.')
  expect(out).toMatch(/ {2}BC-1002: .*amount/u)
  expect(out).toMatch(/ {2}BC-1003: .*currency/u)
})

test('importing a file again revives nothing that was spent', async () => {
  await run('import', 'checks.bonus')
  await spend('BC-1001', 10_000)
  await spend('BC-1002', 5000)
  expect((await run('update')).out).toBe('Vouchers are up to date.\n')
  // A file that says something else of every check is read anew, row by row.
  change('bonus-checks.txt', 'Thank you for your purchases in November', 'Thank you')
  change('bonus-checks.txt', 'Thank you for your purchases in November', 'Thank you')
  const again = await run('import', 'checks.bonus')
  expect(again.out).toContain('known before: 5, of which 1 redeemed; those stay redeemed')
  expect((await run()).out).toMatch(
    /partiallyRedeemed +1 +250.00 SEK +200.00 SEK\nredeemed +1 +100.00 SEK +0.00 SEK\n/u,
  )
})

test.each([
  [['import'], 'It is not said where the bonus checks are.'],
  [['import', 'checks'], 'It is not said where the bonus checks are.'],
  [['import', 'shelf.bonus'], 'There is no connection shelf.'],
  [['import', 'checks.gifts', '--dry-run'], 'has no stream'],
])('%j is refused in words', async (words, message) => {
  const { code, said } = await run(...words)
  expect([code === 0, said]).toStrictEqual([false, expect.stringContaining(message)])
})
