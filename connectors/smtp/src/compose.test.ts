import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeMail, messageIdOf } from './compose.ts'
import { mail as mailSchema, type Mail } from './mail.ts'
import { settings } from './settings.ts'

const config = settings.parse({
  host: 'smtp.example.com',
  from: 'orders@shop.example',
  fromName: 'Shöp',
})
const now = Date.UTC(2026, 10, 1, 12)
const compose = async (mail: Partial<Mail>) => {
  const whole: Mail = { to: ['anna@shop.example'], subject: 'Hello', text: 'Hi', ...mail }
  return (await composeMail(config, whole, { idempotencyKey: 'id-1', now })).toString('latin1')
}
/** The headers, unfolded. */
const headersOf = (text: string) =>
  text
    .slice(0, text.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')

test('a mail has the headers that it should have, and no others', async () => {
  const text = await compose({ html: '<p>Hi</p>' })
  const headers = headersOf(text)
  expect(headers.map((line) => line.slice(0, line.indexOf(':'))).toSorted()).toStrictEqual([
    'Auto-Submitted',
    'Content-Type',
    'Date',
    'From',
    'MIME-Version',
    'Message-ID',
    'Subject',
    'To',
  ])
  expect(headers).toContain('Auto-Submitted: auto-generated')
  expect(headers).toContain('Date: Sun, 01 Nov 2026 12:00:00 +0000')
})

test('the id of a mail is that of its change, in the domain of the sender', async () => {
  const id = messageIdOf(config, 'id-1')
  expect(id).toMatch(/^<[0-9a-f]{40}@shop\.example>$/)
  expect(messageIdOf(config, 'id-2')).not.toBe(id)
  expect(headersOf(await compose({}))).toContain(`Message-ID: ${id}`)
})

test('a sender of another script is written so that every server understands it', async () => {
  const foreign = settings.parse({ host: 'smtp.example.com', from: 'orders@bücher.example' })
  const text = await composeMail(
    foreign,
    { to: ['anna@shop.example'], subject: 'Hello', text: 'Hi' },
    { idempotencyKey: 'id-1', now },
  )
  expect(headersOf(text.toString('latin1'))).toContain('From: orders@xn--bcher-kva.example')
  expect(messageIdOf(foreign, 'id-1')).toMatch(/@xn--bcher-kva\.example>$/)
})

test('who gets a hidden copy stands nowhere in the mail', async () => {
  expect(await compose({ bcc: ['eva@shop.example'] })).not.toContain('eva')
})

test('domains of other scripts are written so that every server understands them', async () => {
  expect(
    headersOf(await compose({ to: [{ address: 'info@bücher.example', name: 'Büch' }] })),
  ).toContain('To: =?UTF-8?Q?B=C3=BCch?= <info@xn--bcher-kva.example>')
})

test('an attachment is inside, with its name', async () => {
  const content = Buffer.from('%PDF').toString('base64')
  const text = await compose({
    attachments: [
      { filename: 'invoice.pdf', contentType: 'application/pdf', content, encoding: 'base64' },
    ],
  })
  expect(text).toContain('Content-Type: application/pdf; name=invoice.pdf')
  expect(text).toContain(content)
})

test('whoever wants no more mails finds where to say so', async () => {
  const headers = headersOf(
    await compose({
      unsubscribe: {
        url: 'https://shop.example/out?id=7',
        oneClick: true,
        mail: 'out@shop.example',
      },
    }),
  )
  expect(headers).toContain(
    'List-Unsubscribe: <https://shop.example/out?id=7>, <mailto:out@shop.example?subject=unsubscribe>',
  )
  expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
})

test.each([
  { subject: 'Hello\r\nBcc: eva@shop.example' },
  { subject: 'Hello\u2028' },
  { to: [{ address: 'anna@shop.example', name: 'Anna\nBcc: eva@shop.example' }] },
  { replyTo: 'anna@shop.example\r\nX: y' },
  { attachments: [{ filename: 'a\r\nb', content: '' }] },
  { attachments: [{ filename: '../secret', content: '' }] },
  { attachments: [{ filename: 'a', content: '', contentType: 'text/plain\r\nX: y' }] },
  { unsubscribe: { url: 'http://shop.example/' } },
  { unsubscribe: { mail: 'out@shop.example', oneClick: true } },
  { unsubscribe: {} },
  { text: undefined },
  { to: [] },
])('%j is refused before anything is sent', (mail) => {
  const whole = { to: ['anna@shop.example'], subject: 'Hello', text: 'Hi', ...mail }
  expect(mailSchema.safeParse(whole).success).toBe(false)
})

test('whatever passes, no header but the known ones ever appears', async () => {
  const known =
    /^(?:Auto-Submitted|Content-Type|Content-Transfer-Encoding|Date|From|MIME-Version|Message-ID|Subject|To):/
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      async (subject, name, text) => {
        const whole = { to: [{ address: 'anna@shop.example', name }], subject, text }
        const parsed = mailSchema.safeParse(whole)
        fc.pre(parsed.success)
        for (const header of headersOf(await compose(parsed.data ?? {})))
          expect(header).toMatch(known)
      },
    ),
  )
})
