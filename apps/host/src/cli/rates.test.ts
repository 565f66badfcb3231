import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

let folder: string
beforeEach(async () => {
  folder = folderWith({ 'cartograph.yaml': 'version: 1\norganisation: nordlys\nrates: ecb\n' })
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await store.close()
})

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand(words, terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

test('rates of a file are kept, and listed with whose they are', async () => {
  writeFileSync(join(folder, 'own.csv'), 'day,currency,rate\n2026-11-20,VND,28500.5\n')
  writeFileSync(join(folder, 'bank.csv'), 'Date,USD,SEK\n2026-11-20,1.09,11\n2026-11-19,1.1,N/A\n')
  expect((await run('rates')).out).toContain('There are no exchange rates yet')
  expect((await run('rates', 'import', 'own.csv')).out).toBe(
    '1 rate kept; they count before those of the European Central Bank.\n',
  )
  expect((await run('rates', 'import', 'bank.csv')).out).toBe('3 rates kept.\n')
  expect((await run('rates', 'list')).out.split('\n').map((line) => line.trim())).toStrictEqual([
    'currency  source  days  from        to',
    'SEK       ECB        1  2026-11-20  2026-11-20',
    'USD       ECB        2  2026-11-19  2026-11-20',
    'VND       upload     1  2026-11-20  2026-11-20',
    '',
  ])
})

test('a file that has no rates is explained, and so is none', async () => {
  writeFileSync(join(folder, 'own.csv'), 'day,currency,rate\n2026-11-20,DONG,1\n')
  const wrong = await run('rates', 'import', 'own.csv')
  const none = await run('rates', 'import')
  expect([wrong.code === 0, none.code === 0]).toStrictEqual([false, false])
  expect(wrong.said).toContain('an ISO 4217 code')
  expect(none.said).toContain('Which file the rates are in was not said.')
})
