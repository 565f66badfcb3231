import { expect, test } from 'vitest'
import { sinksOf } from './sinks.ts'
import { testContext } from './testing/context.ts'
import { mailOf } from './testing/items.ts'

test('in a dry run the words of a mail are put on a connection that nobody answers', async () => {
  const pieces: Uint8Array[] = []
  const context = testContext({ host: 'mail.example', port: 587, from: 'orders@shop.example' })
  const { mails } = sinksOf(context.config)
  const outcomes = await mails.write(
    {
      ...context,
      run: { ...context.run, dry: true },
      connect: async () => ({
        readable: new ReadableStream<Uint8Array>(),
        writable: new WritableStream<Uint8Array>({ write: (piece) => void pieces.push(piece) }),
      }),
    },
    [mailOf('A1', { subject: 'Tack för ditt köp', text: 'Hej Zoë' })],
  )
  expect(outcomes).toStrictEqual([{ status: 'untouched' }])
  const lines = Buffer.concat(pieces).toString().split('\r\n')
  expect(lines.slice(0, 3)).toStrictEqual([
    'MAIL FROM:<orders@shop.example>',
    'RCPT TO:<anna@shop.example>',
    'DATA',
  ])
  expect(lines).toContain('Subject: Tack för ditt köp')
  expect(lines.slice(-3)).toStrictEqual(['Hej Zoë', '.', ''])
})
