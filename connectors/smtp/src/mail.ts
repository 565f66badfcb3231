import { personal } from '@cartograph/core'
import * as z from 'zod'
import { mailAddress } from './address.ts'
import { oneLine } from './one-line.ts'

const emailText = personal(
  'email',
  z.string().refine((text) => mailAddress(text) !== undefined, {
    message: 'expected a mail address such as anna@shop.example',
  }),
)

const person = z.union([
  emailText,
  z.strictObject({ address: emailText, name: personal('name', oneLine.optional()) }),
])
export type Recipient = z.infer<typeof person>

const people = z.array(person).min(1).max(50, 'expected at most 50 addresses')

const attachment = z.strictObject({
  filename: oneLine.regex(/^[^/\\]+$/, 'expected a file name without folders'),
  contentType: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'expected a media type such as application/pdf')
    .optional(),
  content: z.string().meta({ description: 'The content: text, or base64.' }),
  encoding: z.enum(['utf8', 'base64']).optional().meta({ description: 'Default `utf8`.' }),
})

const fields = {
  to: people.meta({ description: 'Addresses, or `{ address, name }`.' }),
  cc: people.optional().meta({ description: 'Who gets a copy, as all can see.' }),
  bcc: people.optional().meta({ description: 'Who gets a copy, as nobody else can see.' }),
  replyTo: person.optional().meta({ description: 'Where answers go. Default: the sender.' }),
  subject: oneLine.meta({ description: 'One line.' }),
  text: z.string().optional().meta({ description: 'The mail as plain text.' }),
  html: z.string().optional().meta({ description: 'The mail as HTML; with `text`, both.' }),
  attachments: z.array(attachment).max(10).optional().meta({ description: 'Small files.' }),
  unsubscribe: z
    .strictObject({
      url: z.url({ protocol: /^https$/ }).optional(),
      oneClick: z.boolean().optional(),
      mail: emailText.optional(),
    })
    .refine(({ url, mail }) => url !== undefined || mail !== undefined, {
      message: 'expected `url` or `mail`',
    })
    .refine(({ url, oneClick }) => oneClick !== true || url !== undefined, {
      message: '`oneClick` expects `url`, which must take a POST',
    })
    .optional()
    .meta({
      description:
        'Where to unsubscribe: `List-Unsubscribe`, and with `oneClick` the POST of RFC 8058.',
    }),
  purpose: z.enum(['transactional', 'marketing']).optional().meta({
    description: '`marketing` is sent only to those who agreed to mails. Default `transactional`.',
  }),
}

function hasBody(mail: { readonly text?: string | undefined; readonly html?: string | undefined }) {
  return mail.text !== undefined || mail.html !== undefined
}
const noBody = { message: 'expected `text` or `html`', path: ['text'] }

/** What an automation sends. */
export const mail = z.strictObject(fields).refine(hasBody, noBody)
export type Mail = z.infer<typeof mail>

/** What a mapping makes. */
export const mailItem = z
  .strictObject({
    key: z
      .union([z.string().min(1), z.number()])
      .meta({ description: 'What tells the mail from others: each is sent once.' }),
    at: z.iso.datetime().optional().meta({
      description: 'When that happened which it tells of. What is older than a day is not sent.',
    }),
    ...fields,
  })
  .refine(hasBody, noBody)
export type MailItem = z.infer<typeof mailItem>

/** A mail to send, and the key of the change that it is sent for. */
export interface Outgoing {
  readonly mail: Mail
  readonly idempotencyKey: string
}

/** The address as it is sent; the schema has let only addresses in. */
export function addressOf(recipient: Recipient): string {
  const text = typeof recipient === 'string' ? recipient : recipient.address
  return mailAddress(text)?.address ?? text
}

/** Everybody who gets the mail, and where each stands in it. */
export function recipientsOf(sent: Pick<Mail, 'to' | 'cc' | 'bcc'>) {
  return (['to', 'cc', 'bcc'] as const).flatMap((field) =>
    (sent[field] ?? []).map((recipient, index) => ({
      place: `${field}[${index}]`,
      address: addressOf(recipient),
    })),
  )
}
