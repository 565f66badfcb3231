import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDialogInsight } from '@cartograph/simulators/dialog-insight'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

async function installation(): Promise<string> {
  const account = await startDialogInsight()
  onTestFinished(() => account.close())
  const { apiBase, keyId, key, project, admin } = account
  admin.removeColumn('ECommerce_Transaction', 'Affiliation')
  return folderWith({
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: {
        dialog: {
          connector: 'dialog-insight',
          budgets: 'off',
          config: {
            apiBase,
            keyId,
            key,
            project: project.id,
            currency: 'CAD',
            tables: {
              transaction: { id: admin.idOf('ECommerce_Transaction') },
              item: { id: admin.idOf('ECommerce_Item') },
            },
          },
        },
      },
    },
  })
}

async function run(folder: string, ...words: readonly string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand([...words], terminal)
  return { code, out: terminal.output }
}

test('the tables of an account are shown with their columns, keys and links, and drawn', async () => {
  const folder = await installation()
  expect((await run(folder, 'discover', 'dialog')).code).toBe(0)
  const { code, out } = await run(folder, 'schema', 'dialog', '--svg', join(folder, 'tables.svg'))
  expect(code).toBe(0)
  expect(out).toMatch(/customer_id +NVarChar\(200\) +Contact\.EMail/)
  expect(out).toMatch(/Affiliation +NVarChar\(500\) +not in the account/)
  expect(out).toMatch(/idTransaction +NVarChar\(100\) +key +ECommerce_Transaction\.idTransaction/)
  expect(readFileSync(join(folder, 'tables.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s)
}, 30_000)
