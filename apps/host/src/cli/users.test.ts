import { join } from 'node:path'
import { expect, test } from 'vitest'
import { offerSetup, setUp } from '../people/index.ts'
import { addPeopleRow, changePeopleRows, openStore } from '../store/index.ts'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = "version: 1\norganisation: nordlys\nhost: { url: 'https://data.example' }\n"

/** A folder whose store has Ida as its owner. */
async function commands({ hasDevice = false } = {}) {
  const folder = folderWith({ 'cartograph.yaml': configuration })
  const store = await openStore({
    store: join(folder, 'cartograph.db'),
    organisation: 'nordlys',
  })
  const code = (await offerSetup(store, Date.now())) ?? ''
  const ida = { code, name: 'Ida', email: 'ida@example.com', passwordHash: 'none' }
  const made = await setUp(store, ida, Date.now())
  const user = typeof made === 'string' ? '' : made.id
  if (hasDevice)
    await store.write(function* (dialect) {
      const row = { id: 'f1', user_id: user, secret: 's', backup_codes: 'b', verified: 1 }
      yield* addPeopleRow(dialect, 'host_factor', row)
      yield* changePeopleRows(dialect, 'host_user', [], { set: { two_factor_enabled: 1 } })
    })
  await store.close()
  return async (words: string) => {
    const terminal = recordingTerminal({ folder })
    const exitCode = await runCommand(words.split(' '), terminal)
    return { exitCode, out: terminal.output, said: terminal.messages }
  }
}

test('people are listed with their roles, and those who are invited after them', async () => {
  const run = await commands()
  await run('users invite per@example.com --role viewer')
  const { out } = await run('users list')
  expect(out).toMatch(/^Ida +ida@example\.com +owner +member +[\w-]{36}$/m)
  expect(out).toMatch(/^- +per@example\.com +viewer +invited until \d{4}-\d\d-\d\d +[\w-]{36}$/m)
})

test('without anybody it is said how the first is made', async () => {
  const terminal = recordingTerminal({ folder: folderWith({ 'cartograph.yaml': configuration }) })
  await runCommand(['tokens', 'issue', 'crm', '-p', 'runs:read'], terminal)
  await runCommand(['users', 'list'], terminal)
  expect(terminal.output).toContain('`cartograph serve` shows the code that makes the first.')
})

test('an invitation is a link, which alone is on standard output', async () => {
  const run = await commands()
  const { exitCode, out, said } = await run('users invite Per@Example.com --role analyst')
  expect([exitCode, out]).toStrictEqual([
    0,
    expect.stringMatching(/^https:\/\/data\.example\/invitation#[\w-]{43}\n$/),
  ])
  expect(said).toContain('It is good for a week')
})

test('a link for another password is made, and the last owner stays one', async () => {
  const run = await commands()
  const reset = await run('users reset ida@example.com')
  expect(reset.out).toMatch(/^https:\/\/data\.example\/reset-password#\S{20,}\n$/)
  const last = await run('users role ida@example.com --role viewer')
  const gone = await run('users remove ida@example.com')
  expect([last.exitCode, last.said, gone.exitCode]).toStrictEqual([
    1,
    expect.stringContaining('This is the last owner of the organisation'),
    1,
  ])
})

test('the second step of somebody who lost the device is taken off where that is asked for', async () => {
  const run = await commands({ hasDevice: true })
  const state = async () => / owner +(member[^-]*?) {2,}/.exec((await run('users list')).out)?.[1]
  const states = [await state()]
  await run('users reset ida@example.com')
  states.push(await state())
  await run('users reset ida@example.com --second-step')
  expect([...states, await state()]).toStrictEqual([
    'member, two steps',
    'member, two steps',
    'member',
  ])
})

test.each([
  ['users invite', 'Name somebody: `users invite EMAIL`.'],
  ['users invite per@example.com', 'Say as what: --role owner | admin | analyst | viewer.'],
  ['users invite per --role viewer', 'This is no address of a mail.'],
  ['users role ida@example.com --role boss', "'boss' is invalid"],
])('`cartograph %s` is a mistake of the call', async (words, said) => {
  const run = await commands()
  const result = await run(words)
  expect([result.exitCode, result.said]).toStrictEqual([2, expect.stringContaining(said)])
})

test('somebody who is not there cannot be changed', async () => {
  const run = await commands()
  const { exitCode, said } = await run('users remove nobody@example.com')
  expect([exitCode, said]).toStrictEqual([
    1,
    expect.stringContaining('Nobody of this organisation is called so.'),
  ])
})
