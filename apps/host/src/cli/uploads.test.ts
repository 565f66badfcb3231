import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const uploads = 'organisations/nordlys/files/uploads'
const configuration = `version: 1
organisation: nordlys
connections: { people: { connector: file, config: { sources: { people: { path: ${uploads}/people.csv } } } } }
`

function commands() {
  const folder = folderWith({
    'cartograph.yaml': configuration,
    [`${uploads}/people.csv`]: 'id,email\n1,ida@example.com\n2,bo@example.com\n',
    [`${uploads}/old.csv`]: 'id\n1\n',
  })
  const run = async (words: string) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand(words.split(' '), terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
  return { run, isThere: (name: string) => existsSync(join(folder, uploads, name)) }
}

test('files that were brought are listed with who reads them', async () => {
  const { run } = commands()
  await run('sync')
  const { out } = await run('uploads --json')
  const listed = JSON.parse(out) as { readonly uploads: readonly { readonly name: string }[] }
  expect(listed.uploads.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
    { name: 'old.csv', bytes: 5, usedBy: [] },
    { name: 'people.csv', usedBy: ['people'], rows: 2 },
  ])
})

test('a file is deleted once somebody is sure, and never while a connection reads it', async () => {
  const { run, isThere } = commands()
  const asked = await run('uploads remove old.csv')
  expect([asked.code, asked.said, isThere('old.csv')]).toStrictEqual([
    2,
    expect.stringContaining('--yes'),
    true,
  ])
  expect((await run('uploads remove old.csv --yes')).out).toBe('old.csv is gone.\n')
  const refused = await run('uploads remove people.csv --yes')
  expect(refused.said).toContain('people.csv is read by people.')
  expect([isThere('old.csv'), isThere('people.csv')]).toStrictEqual([false, true])
})
