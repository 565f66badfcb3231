import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = `version: 1
organisation: nordlys
connections:
  out: { connector: file, config: { directory: out } }
deliveries:
  people: { from: profile, to: { connection: out, sink: ndjson } }
`

let folder: string
beforeEach(() => {
  folder = folderWith({ 'cartograph.yaml': configuration })
})

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand(words, terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

const create = (...set: string[]) => run('customers', 'create', '--set', ...set)
const people = () =>
  readFileSync(join(folder, 'out', 'profiles.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    .map(({ email, firstName, lastName }) => [email, firstName, lastName])

test('persons are put together and sent by one command, and two who become one are one line', async () => {
  await create('email=ida@example.com', 'firstName=Ida')
  await create('email=per@example.com')
  expect((await run('push')).code).toBe(0)
  expect(people()).toHaveLength(2)
  await create('email=ida@example.com', 'lastName=Holm')
  expect((await run('push')).code).toBe(0)
  expect(new Set(people())).toStrictEqual(
    new Set([
      ['ida@example.com', 'Ida', 'Holm'],
      ['per@example.com', undefined, undefined],
    ]),
  )
})

test('what was written by hand can be replayed like what vendors gave', async () => {
  await create('email=ida@example.com')
  expect((await run('replay', 'cartograph.customers')).code).toBe(0)
})
