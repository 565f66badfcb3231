import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A messenger that remembers what was said, and does what the text tells it. */
const code = `
import * as z from 'zod'
const fault = (data) => Object.assign(new Error(data.message), { $fault: 'v1', ...data })
export const messenger = {
  specificationVersion: 'v1',
  id: 'messenger',
  name: 'Messenger',
  config: z.object({ token: z.string().meta({ secret: true }) }),
  hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    actions: {
      message: {
        schema: z.strictObject({ text: z.string(), to: z.object({ name: z.string() }).optional() }),
        onUnknown: 'lose',
        run: async (context, { text }, { idempotencyKey }) => {
          if (text === 'throw') throw fault({ kind: 'transient', message: 'It broke, ' + context.config.token })
          if (text === 'refuse')
            return { status: 'failed', fault: fault({ kind: 'record', message: 'Not that.' }) }
          if (text === 'wait') return { status: 'untouched' }
          if (text === 'lose') return { status: 'unknown' }
          ;(globalThis.said ??= []).push([text, idempotencyKey])
          return { status: 'ok' }
        },
      },
    },
  }),
}
`

function folderOf(input: unknown): string {
  const folder = folderWith({
    ...connectorPackage('messenger', code),
    'cartograph.yaml':
      'version: 1\norganisation: nordlys\nconnections: { team: { connector: messenger, config: { token: token-1234 } } }\n',
  })
  writeFileSync(
    join(folder, 'input.json'),
    typeof input === 'string' ? input : JSON.stringify(input),
  )
  return folder
}

async function act(input: unknown, ...words: readonly string[]) {
  const terminal = recordingTerminal({ folder: folderOf(input) })
  const [action = 'team.message', ...rest] = words
  const exit = await runCommand(['act', action, '--input', 'input.json', ...rest], terminal)
  return { exit, out: terminal.output, said: terminal.messages }
}

const said = () => Reflect.get(globalThis, 'said') as readonly unknown[] | undefined

test('an action is run once, under the key that was given', async () => {
  const { exit, out } = await act({ text: 'Hello' }, 'team.message', '--key', 'wish-1')
  expect([exit, out]).toStrictEqual([0, 'team.message: done.\n'])
  expect(said()).toStrictEqual([['Hello', 'wish-1']])
})

test('a dry run says that the input fits, and does nothing', async () => {
  const before = said()?.length
  const { exit, out } = await act({ text: 'Hello' }, 'team.message', '--dry-run')
  expect([exit, out]).toStrictEqual([0, 'team.message: the input fits. Nothing was done.\n'])
  expect(said()?.length).toBe(before)
})

test('an input that does not fit is told by its place', async () => {
  const { exit, said: words } = await act({ text: 'Hello', to: { name: 7 } })
  expect(exit).toBe(1)
  expect(words).toContain('The input does not fit')
  expect(words).toContain('At: to.name')
})

test.each([
  ['no JSON', 'is not JSON'],
  ['[1]', 'does not fit'],
  ['7', 'holds no JSON object'],
])('a file with %s is explained', async (text, message) => {
  const { exit, said: words } = await act(text)
  expect(exit).toBe(1)
  expect(words).toContain(message)
})

test('an action that there is not is told with those that there are', async () => {
  const { exit, said: words } = await act({ text: 'Hello' }, 'team.mail')
  expect(exit).toBe(1)
  expect(words).toContain('team has no action mail.')
  expect(words).toContain('It has: team.message.')
})

test.each([
  ['refuse', 'failed', 'Not that.'],
  ['wait', 'untouched', ''],
  ['lose', 'unknown', ''],
  ['throw', 'failed', 'It broke, [secret]'],
])('%s: the outcome is %s', async (text, status, message) => {
  const { exit, out, said: words } = await act({ text }, 'team.message', '--json')
  expect(exit).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ ok: false, action: 'team.message', status })
  expect(words).toContain(message)
})
