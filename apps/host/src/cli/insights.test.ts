import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ledgerStoreRows } from '../analytics/testing/ledger-store-rows.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** An empty shop, or the ledger that was worked out on paper, in a folder with a configuration. */
async function folderFor(
  configuration: string,
  rows: readonly (typeof ledgerStoreRows)[number][] = [],
) {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\n${configuration}`,
  })
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'nordlys' })
  await writeRows(store, rows)
  await store.close()
  return async (...words: string[]) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand(words, terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
}

test('an empty shop has nothing out of the ordinary, in the language of the configuration', async () => {
  const run = await folderFor('insights: { language: de }\n')
  expect(await run('insights')).toMatchObject({ code: 0, out: 'Nichts Ungewöhnliches.\n' })
})

test('insights as JSON have the days that they are of', async () => {
  const run = await folderFor('', ledgerStoreRows)
  const { out } = await run('insights', '--week', '--day', '2026-10-20', '--json')
  expect(JSON.parse(out)).toMatchObject({
    period: { from: '2026-10-14', to: '2026-10-20' },
    language: 'en',
  })
})

test('there is nothing to test where no alert is declared', async () => {
  const run = await folderFor('')
  expect(await run('alerts', 'test')).toMatchObject({
    said: expect.stringContaining('There are no alerts.') as string,
  })
})
