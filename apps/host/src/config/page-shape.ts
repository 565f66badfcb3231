import * as z from 'zod'

const name = z
  .string()
  .regex(
    /^[A-Za-z][\w-]{0,62}$/,
    'expected a name: up to 63 letters, digits, - and _, a letter first',
  )
const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'expected a language such as en or da')
const words = (longest: number) => z.string().min(1, 'expected words').max(longest)

const consentShape = z.strictObject({
  channel: z
    .enum(['email', 'sms', 'phone', 'post', 'push', 'other'])
    .describe('How the person may be reached.'),
  purpose: words(100).optional().describe('What for. Default `marketing`.'),
  wording: words(2000).describe('The words that are agreed to, as they stand beside the box.'),
  version: words(50).describe(
    'Of the words; change it when you change them. It is kept with what was said.',
  ),
  required: z
    .boolean()
    .optional()
    .describe('Whether nobody can sign up without it. Default false.'),
})

const formShape = z.strictObject({
  title: words(200).describe('What people sign up for; the heading of the page.'),
  intro: words(2000).optional().describe('A few words below the heading.'),
  node: name
    .optional()
    .describe('The node whose customers they become. Default: the organisation.'),
  language: language.optional().describe('The language of the page. Default: that of all pages.'),
  privacyUrl: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe('Where it says how you treat data.'),
  fields: z
    .record(z.string(), z.enum(['required', 'optional']))
    .describe('Properties that are asked for, in this order; `email` or `phone` among them.'),
  consents: z
    .array(consentShape)
    .max(10)
    .optional()
    .describe('What can be agreed to. No box is ticked before.'),
  confirm: z
    .boolean()
    .optional()
    .describe(
      'Double opt-in: nothing is kept and nothing counts before the link is opened that was mailed to the address. Default: true where `mail` is set.',
    ),
  reminder: words(500)
    .optional()
    .describe('Why somebody gets mails, for example “You get this because you signed up at …”.'),
})

/** Which action sends mails with links, and what it is given. */
export const mailShape = z.strictObject({
  action: z
    .string()
    .regex(/^[\w-]+\.[\w-]+$/, 'expected a connection and its action, such as post.mail')
    .describe('The connection and its action that send mails, such as `post.mail`.'),
  input: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(
      'What the action is given; `{email}`, `{subject}`, `{text}` and `{link}` are filled in. Default: that of the connector `smtp`.',
    ),
})

export const pagesShape = z.strictObject({
  language: language.optional().describe('The language of pages. Default `en`.'),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'expected a colour such as "#0b57d0", in quotes')
    .optional()
    .describe('Of buttons and links, such as "#0b57d0".'),
  mail: mailShape.optional().describe('How mails with links are sent.'),
  forms: z.record(name, formShape).optional().describe('Sign-up pages, by name.'),
  texts: z
    .record(language, z.record(z.string(), words(2000)))
    .optional()
    .describe('Words of pages by language, in the place of the built-in English ones.'),
})

export type PagesShape = z.infer<typeof pagesShape>
export type FormShape = z.infer<typeof formShape>
export type MailShape = z.infer<typeof mailShape>
