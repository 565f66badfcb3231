import { beforeEach, expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const configuration = `version: 1
organisation: nordlys
customers:
  properties:
    extended:
      visits: { type: integer, path: $.extra.visits }
`

let folder: string
beforeEach(() => {
  folder = folderWith({ 'cartograph.yaml': configuration })
})

async function run(...words: string[]) {
  const terminal = recordingTerminal({ folder })
  const code = await runCommand(['customers', ...words], terminal)
  return { code, out: terminal.output, said: terminal.messages }
}

async function created(): Promise<string> {
  const { out } = await run('create', '--set', 'email=ida@example.com', 'firstName=Ida', '--json')
  return (JSON.parse(out) as { person: string }).person
}

test('a customer is made and found', async () => {
  const person = await created()
  expect((await run('--search', 'ida')).out).toContain(person)
})

test('properties are set in their types and taken back, tags are added and removed, consents kept', async () => {
  const person = await created()
  await run('edit', person, '--set', 'visits=3', 'firstName=', 'address={"city":"Lund"}')
  await run('tag', person, '--tag', 'vip', 'b2b', '--untag', 'new')
  await run('tag', person, '--untag', 'b2b')
  await run('consent', person, '--consent', 'email=granted', 'sms=denied', '--source', 'telephone')
  const { out } = await run('export', person)
  const { person: whole } = JSON.parse(out) as {
    readonly person: {
      readonly profile: {
        readonly properties: Readonly<Record<string, { readonly value: unknown }>>
        readonly extended: Readonly<Record<string, { readonly value: unknown }>>
        readonly consents: readonly { readonly channel: string; readonly present: object }[]
      }
    }
  }
  const { properties, extended, consents } = whole.profile
  expect(Object.entries(properties).map(([name, { value }]) => [name, value])).toStrictEqual([
    ['email', 'ida@example.com'],
    ['address', { city: 'Lund' }],
    ['tags', ['vip']],
  ])
  expect(extended['visits']?.value).toBe(3)
  expect(consents).toMatchObject([
    { channel: 'email', present: { state: 'granted', source: 'telephone' } },
    { channel: 'sms', present: { state: 'denied', source: 'telephone' } },
  ])
})

test('the same key writes once', async () => {
  const words = ['create', '--set', 'email=ida@example.com', '--key', 'a', '--json']
  expect((await run(...words)).out).toBe((await run(...words)).out)
})

test.each([
  [['edit', 'nobody', '--set', 'firstName=Ida'], 1, 'There is no such person.'],
  [['create', '--set', 'firstName'], 2, '--set takes a name, an equals sign and a value.'],
  [['create', '--set', 'visits=many'], 2, 'What --set gives to visits is not of its type.'],
  [['create', '--set', 'email=nobody'], 1, 'expected an e-mail address'],
  [['create', '--consent', 'email=yes'], 2, 'consents.0.state'],
  [['tag', 'nobody'], 2, 'Name labels with --tag or --untag.'],
  [['create', 'Ida'], 2, '`create` takes no name'],
])('%j ends with %i and says why', async (words, code, message) => {
  const ended = await run(...words)
  expect([ended.code, ended.said]).toStrictEqual([code, expect.stringContaining(message)])
})
