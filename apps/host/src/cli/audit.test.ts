import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

function commands() {
  const folder = folderWith({ 'cartograph.yaml': 'version: 1\norganisation: nordlys\n' })
  return async (words: string) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand(words.split(' '), terminal)
    return { code, out: terminal.output, said: terminal.messages }
  }
}

test('who did what is shown a page at a time', async () => {
  const run = commands()
  for (const name of ['a', 'b', 'c']) await run(`tokens issue ${name} -p runs:read`)
  const first = await run('audit -n 2')
  expect(first.out).toMatch(/^\d{4}-\S+Z +command +token\.issue +\S+ +- +done +1$/m)
  const [, next = ''] = /--before '(.+)'/.exec(first.out) ?? []
  const { entries } = JSON.parse((await run(`audit --before ${next} --json`)).out) as {
    readonly entries: readonly { readonly action: string }[]
  }
  expect(entries.map(({ action }) => action)).toStrictEqual(['token.issue'])
})

test('an audit log of nothing says so', async () => {
  const run = commands()
  await run('customers update')
  expect((await run('audit')).out).toBe('Nothing was written down.\n')
})

test('an entry that is not there begins no page', async () => {
  const run = commands()
  await run('customers update')
  const { code, said } = await run('audit --before nothing')
  expect([code, said]).toStrictEqual([1, expect.stringContaining('no such entry')])
})
