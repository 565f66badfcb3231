import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import { writeWorkbook } from './export-workbook.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A folder with a configuration for a file of customers, and the commands in it. */
async function installation(put: (folder: string) => void, file: string) {
  const folder = mkdtempSync(join(tmpdir(), 'export-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  put(folder)
  const run = async (...words: readonly string[]) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand([...words], terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
  await run('init', '--file', file, '--entity', 'customer')
  expect((await run('sync')).code).toBe(0)
  return { folder, run }
}

const threeCustomers = (folder: string) => {
  const rows = ['c,=1+1,,x@example.com', 'a,0017,,', 'b,"<&>""_x0041_\uFFFF",,']
  writeFileSync(join(folder, 'customers.csv'), `id,firstName,lastName,email\n${rows.join('\n')}\n`)
}

test('rows are exported as one JSON list, sorted by id', async () => {
  const { run } = await installation(threeCustomers, './customers.csv')
  const lines = (await run('export', 'customer')).out.trim().split('\n')
  const { code, out } = await run('export', 'customer', '--format', 'json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toStrictEqual(lines.map((line) => JSON.parse(line) as object))
  expect(lines).toHaveLength(3)
})

test('an exported workbook is a file that can be read like any other, texts as texts', async () => {
  const { folder, run } = await installation(threeCustomers, './customers.csv')
  const out = ['--out', 'customers.xlsx'] as const
  const exported = await run('export', 'customer', '--format', 'xlsx', ...out)
  expect(exported).toMatchObject({ code: 0, said: '3 customers written to customers.xlsx.\n' })
  const again = await installation(
    (other) => copyFileSync(join(folder, 'customers.xlsx'), join(other, 'customers.xlsx')),
    './customers.xlsx',
  )
  expect((await again.run('export', 'customer')).out).toBe((await run('export', 'customer')).out)
  const preview = await again.run('preview', 'files.customers')
  expect(preview.out).toMatch(/^ {2}id +"files:a" +\$\.id = "files:a"$/m)
})

test('a workbook does not go to standard output', async () => {
  const { run } = await installation(threeCustomers, './customers.csv')
  const { code, out, said } = await run('export', 'customer', '--format', 'xlsx')
  expect({ code, out }).toStrictEqual({ code: 2, out: '' })
  expect(said).toContain('Name a file with --out')
})

test('what does not fit into a workbook is a fault that says what does', async () => {
  const rows: JsonObject[] = [{ id: 'a:1', name: 'x'.repeat(32_768) }]
  const pages = async function* pages() {
    yield rows
  }
  const written = writeWorkbook(
    pages(),
    { sheet: 'product', fields: ['id', 'name'] },
    async () => {},
  )
  await expect(written).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('a longer name than 32767 characters, in a:1') as string,
  })
})
