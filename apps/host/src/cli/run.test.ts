import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

function folderWithConfiguration(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'command-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'cartograph.yaml'), text)
  return folder
}

const empty = 'version: 1\norganisation: nordlys\nconnections:\n'

test('the help names every command, on standard output', async () => {
  const terminal = recordingTerminal()
  expect(await runCommand(['--help'], terminal)).toBe(0)
  for (const name of ['init', 'check', 'sync', 'push', 'preview', 'status', 'export'])
    expect(terminal.output).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
  expect(terminal.messages).toBe('')
})

test.each(['check', 'sync', 'push', 'preview', 'status', 'export'])(
  '%s takes --config',
  async (name) => {
    const terminal = recordingTerminal()
    expect(await runCommand([name, '--help'], terminal)).toBe(0)
    expect(terminal.output).toContain('--config <file>')
  },
)

test.each([
  [['synk'], "unknown command 'synk'\n(Did you mean sync?)"],
  [['sync', '--ful'], "unknown option '--ful'\n(Did you mean --full?)"],
  [['export'], "missing required argument 'entity'"],
  [['export', 'order', '--format', 'xml'], 'Allowed choices are ndjson, csv, json, xlsx.'],
  [['preview', 'a', '--limit', 'x'], 'Expected a whole number from 1.'],
])('a wrong command line ends with 2: %j', async (words, message) => {
  const terminal = recordingTerminal()
  expect(await runCommand(words, terminal)).toBe(2)
  expect(terminal.messages).toContain(message)
  expect(terminal.output).toBe('')
})

test('a configuration with mistakes ends with 2 and explains them, as one object too', async () => {
  const folder = folderWithConfiguration(`${empty}storre: x\n`)
  const plain = recordingTerminal({ folder })
  expect(await runCommand(['sync'], plain)).toBe(2)
  expect(plain.messages).toContain(
    'cartograph.yaml:4:1  storre: unknown key; did you mean "store"?',
  )
  expect(plain.messages).toContain('1 mistake to mend; nothing was done.')
  expect(plain.output).toBe('')
  const json = recordingTerminal({ folder })
  expect(await runCommand(['sync', '--json'], json)).toBe(2)
  expect(JSON.parse(json.output)).toMatchObject({ ok: false, problems: [{ line: 4, column: 1 }] })
})

test('a configuration in another place is found by --config', async () => {
  const folder = folderWithConfiguration(empty)
  const terminal = recordingTerminal()
  expect(await runCommand(['check', '--config', join(folder, 'cartograph.yaml')], terminal)).toBe(0)
  expect(terminal.output).toBe('The configuration is right: 0 connections, 0 deliveries.\n')
})

test('a store that is not there yet is explained, and nothing is made', async () => {
  const folder = folderWithConfiguration(empty)
  const terminal = recordingTerminal({ folder })
  expect(await runCommand(['status', '--json'], terminal)).toBe(2)
  expect(terminal.messages).toContain('What to do: Run `cartograph sync` first')
  expect(JSON.parse(terminal.output)).toMatchObject({ ok: false, fault: { kind: 'config' } })
})

test('a database that does not answer is told without its password', async () => {
  const folder = folderWithConfiguration(`${empty}store: postgres://me:hidden@127.0.0.1:1/x\n`)
  const terminal = recordingTerminal({ folder })
  expect(await runCommand(['sync'], terminal)).toBe(1)
  expect(terminal.messages).toContain('No PostgreSQL answers for the database x at 127.0.0.1:1.')
  expect(terminal.messages).not.toContain('hidden')
})

test('syncing nothing makes an empty store, and then status and export have an answer', async () => {
  const folder = folderWithConfiguration(empty)
  const run = async (...words: string[]) => {
    const terminal = recordingTerminal({ folder })
    return { code: await runCommand(words, terminal), output: terminal.output }
  }
  expect(await run('sync', '--json')).toStrictEqual({ code: 0, output: '{"ok":true,"runs":[]}\n' })
  expect(await run('push')).toStrictEqual({ code: 0, output: 'There is nothing to deliver.\n' })
  expect(await run('status')).toStrictEqual({ code: 0, output: 'Nothing has been read yet.\n' })
  expect(await run('export', 'order')).toStrictEqual({ code: 0, output: '' })
  expect((await run('export', 'customer', '--format', 'csv')).output).toMatch(
    /^id,connection,storeId,email,.*\n$/,
  )
})

test('names that the configuration has not are usage errors', async () => {
  const folder = folderWithConfiguration(empty)
  const codes = []
  for (const words of [['sync', 'shop'], ['push', 'rows'], ['sync']])
    codes.push(await runCommand(words, recordingTerminal({ folder })))
  expect(codes).toStrictEqual([2, 2, 0])
  const terminal = recordingTerminal({ folder })
  expect(await runCommand(['export', 'ordr'], terminal)).toBe(2)
  expect(terminal.messages).toContain('The commerce model has no "ordr"; did you mean "order"?')
})

test('a reader that has gone ends the command without a word', async () => {
  const folder = folderWithConfiguration(empty)
  await runCommand(['sync'], recordingTerminal({ folder }))
  const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
  const terminal = recordingTerminal({ folder, out: () => Promise.reject(gone) })
  expect(await runCommand(['export', 'order', '--format', 'csv'], terminal)).toBe(141)
  expect(terminal.messages).toBe('')
})

test('a stack is shown only on demand', async () => {
  const broken = {
    folder: folderWithConfiguration(empty),
    out: () => Promise.reject(new Error('odd')),
  }
  const quiet = recordingTerminal(broken)
  expect(await runCommand(['check'], quiet)).toBe(1)
  expect(quiet.messages).toContain('Error: odd')
  expect(quiet.messages).not.toContain('    at ')
  const loud = recordingTerminal({ ...broken, environment: { CARTOGRAPH_DEBUG: '1' } })
  await runCommand(['check'], loud)
  expect(loud.messages).toContain('    at ')
})
