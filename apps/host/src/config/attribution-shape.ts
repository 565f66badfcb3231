import * as z from 'zod'

const parameter = z
  .string()
  .regex(/^[\w.-]{1,60}$/, 'expected the name of a parameter, such as utm_campaign')
const parameters = z.union([parameter, z.array(parameter).min(1).max(10)]).optional()

/** How orders are attributed to the campaigns whose links led to them. */
export const attributionShape = z.strictObject({
  model: z
    .enum(['last', 'first'])
    .optional()
    .describe(
      'Which link counts where several led to an order. Default `last`; reports may ask for the other one.',
    ),
  window: z
    .string()
    .regex(/^[1-9]\d{0,3}[hd]$/, 'expected a number of hours or days, such as 12h or 30d')
    .optional()
    .describe('How long before the order a link may have been followed. Default `30d`.'),
  parameters: z
    .strictObject({
      source: parameters.describe('Default `utm_source`.'),
      medium: parameters.describe('Default `utm_medium`.'),
      campaign: parameters.describe('Default `utm_campaign`.'),
      message: parameters.describe('Which message of the campaign. Default `utm_content`.'),
    })
    .optional()
    .describe(
      'Which parameters of links say what; of several names the first that a link has counts.',
    ),
  clicks: z
    .array(z.string().min(1).max(100))
    .max(50)
    .optional()
    .describe(
      'Types of events that are clicks, so that the campaign that they name led to what was bought. Default `email.clicked` and `sms.clicked`.',
    ),
  links: z
    .strictObject({
      add: z
        .boolean()
        .optional()
        .describe(
          'Whether links of our own messages carry parameters by themselves. Default true.',
        ),
      domains: z
        .array(
          z
            .string()
            .regex(
              /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
              'expected a domain in small letters, such as shop.example',
            ),
        )
        .max(100)
        .optional()
        .describe(
          'Whose links carry them, with what is below: `shop.example` and `www.shop.example`. Default: where the shops of this file are.',
        ),
    })
    .optional()
    .describe('What is added to links of mails and messages that automations and carts send.'),
})

export type AttributionShape = z.infer<typeof attributionShape>
