import { faultOf } from '@cartograph/core'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { readKeyring, type KeySource } from './read-keyring.ts'

const first = Buffer.alloc(32, 1).toString('base64')
const second = Buffer.alloc(32, 2).toString('base64')

const reading = (source: KeySource) =>
  readKeyring(source, {
    folder: folderWith({
      'keys.txt': `${first}\n${second}\n`,
      'short.txt': 'c2hvcnQ=',
      'long.txt': `${first}\n`.repeat(2000),
    }),
    environment: { ...process.env, KEYS: `${first} ${second}`, EMPTY: '' },
  })

const program = (code: string) => ({ command: [process.execPath, '-e', code] })

test.each([
  { file: 'keys.txt' },
  { environment: 'KEYS' },
  program(`console.log('${first}\\n${second}')`),
])('keys are read from %j, the present one first', async (source) => {
  const ring = await reading(source)
  expect(ring.keys.size).toBe(2)
  expect([...ring.keys.keys()][0]).toBe(ring.present)
})

test('a word of the command reaches the program as it is, and no shell', async () => {
  const shown = {
    command: [process.execPath, '-e', 'console.log(process.argv[1])', `$(echo ${first})`],
  }
  expect(await messageOf(shown)).toContain('has another form')
})

async function messageOf(source: KeySource): Promise<string> {
  return reading(source).then(
    () => 'it was read',
    (error: unknown) => faultOf(error).message,
  )
}

test.each<readonly [KeySource, string]>([
  [{ file: 'gone.txt' }, 'The key for secrets cannot be read from'],
  [{ file: 'long.txt' }, 'The key for secrets cannot be read from'],
  [{ file: 'short.txt' }, 'has another form.'],
  [{ environment: 'EMPTY' }, 'There is no key for secrets in the environment variable EMPTY.'],
  [{ environment: 'UNSET' }, 'There is no key for secrets in the environment variable UNSET.'],
  [{ command: ['/gone/kms'] }, 'which is to give the key for secrets, is not there.'],
  [program('process.exit(3)'), 'which is to give the key for secrets, ended with 3.'],
  [program(`process.stdout.write('A'.repeat(100_000))`), 'writes more than keys.'],
])('from %j no key is taken', async (source, words) => {
  expect(await messageOf(source)).toContain(words)
})

test('what a program says of its troubles is not told on', async () => {
  expect(await messageOf(program(`console.error('${first}'); process.exit(1)`))).not.toContain(
    first,
  )
})
