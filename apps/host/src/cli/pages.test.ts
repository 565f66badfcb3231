import { beforeEach, expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = `version: 1
organisation: nordlys
host: { url: 'https://data.example' }
customers:
  pages:
    forms:
      news: { title: News, fields: { email: required } }
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

async function person(): Promise<string> {
  await run('customers', 'update')
  const words = ['customers', 'create', '--set', 'email=ida@example.com', '--json']
  return (JSON.parse((await run(...words)).out) as { person: string }).person
}

const address = /https:\/\/data\.example\/pages\/[\w-]{8}\.[0-9a-z]+\.[\w-]+\.[\w-]{43}\n$/

test('the links of all forms are shown', async () => {
  expect((await run('pages', 'show')).out).toMatch(new RegExp(`^news: ${address.source}`))
})

test('a person has links for their details and to unsubscribe, which do not show whose they are', async () => {
  const ida = await person()
  const update = await run('pages', 'update', ida, '--form', 'news')
  const unsubscribe = await run('pages', 'unsubscribe', ida)
  for (const { out } of [update, unsubscribe]) {
    expect(out).toMatch(address)
    expect(out).not.toContain(ida)
  }
})

test('the key is rotated', async () => {
  expect((await run('pages', 'rotate')).out).toBe(
    'Links are signed by another key. Links that were made before stay good.\n',
  )
  expect((await run('pages', 'rotate', '--revoke')).out).toBe(
    'Links are signed by another key. No link that was made before is good any more.\n',
  )
})

test.each([
  [['update', 'nobody', '--form', 'news'], 1, 'There is no such person.'],
  [['update', 'nobody', '--form', 'nws'], 2, 'There is no form nws; did you mean news?'],
  [['update', 'nobody'], 2, 'Name the form whose fields are shown: --form FORM.'],
  [['unsubscribe'], 2, 'Name a person: `pages unsubscribe PERSON`.'],
])('pages %j ends with %i and says why', async (words, code, message) => {
  const ended = await run('pages', ...words)
  expect([ended.code, ended.said]).toStrictEqual([code, expect.stringContaining(message)])
})
