import * as z from 'zod'
import { emailText, phoneText } from './subscriber-item.ts'

const fields = {
  email: emailText.meta({ description: 'To whom, by e-mail.' }),
  phone: phoneText.meta({ description: 'To whom, by text message; in E.164. Not with `email`.' }),
  toName: z.string().min(1).nullish().meta({ description: 'Name of the recipient of a mail.' }),
  kind: z.string().min(1).meta({
    description: 'What it is, such as Receipt: the name of the transaction in Rule.',
  }),
  subject: z.string().min(1).nullish().meta({ description: 'Of a mail, which needs one.' }),
  text: z.string().min(1).meta({ description: 'The message as plain text.' }),
  html: z.string().min(1).nullish().meta({
    description: 'The mail as HTML. Default: made of the text.',
  }),
}

function hasOneWay(given: { readonly email?: unknown; readonly phone?: unknown }): boolean {
  return ((given.email ?? null) === null) !== ((given.phone ?? null) === null)
}
const oneWay = { message: 'expected either `email` or `phone`', path: ['email'] }
function hasSubject(given: { readonly email?: unknown; readonly subject?: unknown }): boolean {
  return (given.email ?? null) === null || (given.subject ?? null) !== null
}
const noSubject = { message: 'expected `subject` with `email`', path: ['subject'] }

/** What an automation sends: one transactional message to one person. */
export const message = z
  .strictObject(fields)
  .refine(hasOneWay, oneWay)
  .refine(hasSubject, noSubject)
export type Message = z.infer<typeof message>

/** What a mapping makes. */
export const messageItem = z
  .strictObject({
    key: z
      .union([z.string().min(1), z.number()])
      .meta({ description: 'What tells the message from others: each is sent once.' }),
    at: z.iso.datetime().nullish().meta({
      description: 'When that happened which it tells of. What is older than a day is not sent.',
    }),
    ...fields,
  })
  .refine(hasOneWay, oneWay)
  .refine(hasSubject, noSubject)
export type MessageItem = z.infer<typeof messageItem>
