import * as z from 'zod'
import { cartLanguages, mostCartSteps } from './cart-settings.ts'

const span = (description: string) =>
  z
    .string()
    .regex(/^\d{1,6}[smhd]$/, 'expected a number and a unit, such as 60m, 24h or 7d')
    .optional()
    .describe(description)

const oneLine = z.string().regex(/^[^\r\n]{1,200}$/, 'expected one line of at most 200 characters')

const mail = z.strictObject({
  language: z.enum(cartLanguages).optional().describe('Of the usual words. Default `en`.'),
  subject: oneLine.optional().describe('In the place of the usual subject.'),
  intro: z.string().min(1).max(2000).optional().describe('In the place of the usual first words.'),
  button: oneLine.optional().describe('What the link is called.'),
})

const step = z
  .strictObject({
    after: span('How long after the cart was left. Default `0m`.'),
    action: z
      .string()
      .regex(/^[\w-]+\.[\w-]+$/, 'expected a connection and its action, such as post.mail')
      .describe('A connection and its action, such as `post.mail` or `shop-mails.webhooktrigger`.'),
    mail: mail.optional().describe('The ready mail, in words of your own.'),
    input: z
      .record(z.string(), z.json())
      .optional()
      .describe(
        'What the action is given: expressions of the mapping language, such as `$.email` or `$.link`. Default: the ready mail.',
      ),
  })
  .refine((each) => each.mail === undefined || each.input === undefined, {
    message: 'expected `mail` or `input`, not both',
  })

export const cartShape = z.strictObject({
  connections: z
    .array(z.string())
    .min(1, 'expected one connection at least')
    .describe('Whose carts. A connection is in one rule at the most.'),
  events: z
    .array(z.string().min(1).max(200))
    .max(20)
    .optional()
    .describe('Types of events that say that a cart was left. Default `cart.abandoned`.'),
  cutOff: span('Without a change for so long, a cart was left. Default `60m`.'),
  steps: z
    .array(step)
    .min(1, 'expected one step at least')
    .max(mostCartSteps, `expected at most ${mostCartSteps} steps`)
    .describe('What is sent, and when.'),
  coolDown: span(
    'After a message about one cart a person gets none about another for so long. Default `7d`.',
  ),
  window: span('An order within so long of the last message was won back by it. Default `7d`.'),
  minimum: z
    .record(
      z.string().regex(/^[A-Z]{3}$/, 'expected the ISO 4217 code of a currency, such as EUR'),
      z.union([
        z.number().min(0),
        z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'expected a plain amount'),
      ]),
    )
    .optional()
    .describe(
      'By currency, in whole units: carts of less are left alone. Other currencies are converted where a rate is known. Default: none.',
    ),
  consent: z
    .enum(['required', 'assumed'])
    .optional()
    .describe(
      'Where nobody knows whether a person agreed to mails: `required` sends nothing. Default `required`; who said no is sent nothing either way.',
    ),
  history: z
    .boolean()
    .optional()
    .describe('Also carts that were there before, of the last thirty days. Default false.'),
  link: z
    .strictObject({
      expires: span('How long links are good. Default `30d`.'),
      to: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe(
          'Where a cart is whose vendor gives no address that fills it again, such as `https://shop.example/cart`; `{cart}` is its id.',
        ),
      campaign: z
        .record(z.string().regex(/^[\w.-]{1,60}$/, 'expected a name such as utm_source'), oneLine)
        .optional()
        .describe(
          'Parameters of the address; `{step}` and `{rule}` are filled in. Default: `utm_source`, `utm_medium`, `utm_campaign` and `utm_content`.',
        ),
    })
    .optional()
    .describe('The link that fills the cart again.'),
})

export type CartShape = z.infer<typeof cartShape>
