import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

function commands() {
  const folder = folderWith({ 'cartograph.yaml': 'version: 1\norganisation: nordlys\n' })
  return async (...words: string[]) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand(['organisations', ...words], terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
}

test('an organisation is removed once its name is said again, and says before what goes', async () => {
  const run = commands()
  await run('add', 'rose', '--name', 'Rosenhaven')
  const unsaid = await run('remove', 'rose')
  expect([unsaid.code, unsaid.said]).toStrictEqual([
    2,
    expect.stringMatching(/With rose go for good: 0 records.*--name/su),
  ])
  const wrong = await run('remove', 'rose', '--name', 'rose')
  expect([wrong.code, wrong.said]).toStrictEqual([
    2,
    expect.stringContaining('Say its name once more as it is: Rosenhaven.'),
  ])
  const { code, out } = await run('remove', 'rose', '--name', 'Rosenhaven', '--json')
  expect([code, JSON.parse(out)]).toMatchObject([0, { ok: true, organisation: 'rose' }])
  const listed = JSON.parse((await run('list', '--json')).out) as {
    readonly organisations: readonly { readonly id: string }[]
  }
  expect(listed.organisations.map(({ id }) => id)).toStrictEqual(['nordlys'])
})
