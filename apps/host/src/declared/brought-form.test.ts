import { gzipSync } from 'node:zlib'
import { array, assert, asyncProperty, string } from 'fast-check'
import { expect, test } from 'vitest'
import { asItsName } from './brought-form.ts'

async function through(name: string, chunks: readonly Uint8Array[]): Promise<Buffer> {
  const given = ReadableStream.from(chunks).pipeThrough(asItsName(name))
  const passed: Uint8Array[] = []
  for await (const chunk of given) passed.push(chunk)
  return Buffer.concat(passed)
}

test('a text passes as it is, in whatever pieces it comes', async () => {
  await assert(
    asyncProperty(
      array(string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3000 }), {
        minLength: 1,
        maxLength: 6,
      }),
      async (pieces) => {
        const text = `id,${pieces.join('')}`
        const chunks = ['id,', ...pieces].map((piece) => Buffer.from(piece))
        expect((await through('rows.csv', chunks)).toString()).toBe(text)
      },
    ),
  )
})

test.each([
  ['latin letters that are no UTF-8', Buffer.from('navn;pris\nBlåbær;1\n', 'latin1')],
  ['UTF-16 without a mark', Buffer.from('navn;pris\nBlåbær;1\n', 'utf16le')],
  ['UTF-16 with a mark', Buffer.from('\uFEFFnavn;pris\n', 'utf16le')],
  ['text that is packed', gzipSync('navn;pris\n')],
  ['a text that begins with the letters of a program', Buffer.from('MZ;pris\n1;2\n')],
])('%s passes as a table', async (_, bytes) => {
  expect(await through('rows.csv', [bytes])).toStrictEqual(bytes)
})

test('a program under the name of a table does not pass, however small its pieces', async () => {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600, '\u0000\u0001\u0002')])
  const pieces = Array.from(program, (byte) => Uint8Array.of(byte))
  await expect(through('rows.csv', pieces)).rejects.toMatchObject({
    kind: 'record',
    message: 'rows.csv is something else than its name says: expected was text.',
  })
})
