import { secret } from '@cartograph/core'
import * as z from 'zod'

export const noticeLanguages = ['en', 'de', 'fr', 'it', 'da', 'sv'] as const

export const noticeLanguage = z
  .enum(noticeLanguages)
  .optional()
  .describe('The language of the sentences. Default: that of `insights`, or `en`.')

const target = z
  .strictObject({
    action: z
      .string()
      .regex(/^[\w-]+\.[\w-]+$/, 'expected a connection and its action, such as team.message')
      .describe('A connection and its action, such as `team.message` or `post.mail`.'),
    mail: z
      .array(z.string().min(3).max(320))
      .min(1)
      .max(50)
      .optional()
      .describe('Addresses, where the action sends mails.'),
    input: z
      .record(z.string(), z.json())
      .optional()
      .describe('What the action is given; `{subject}` and `{text}` are filled in.'),
  })
  .refine(({ mail, input }) => mail === undefined || input === undefined, {
    message: 'expected `mail` or `input`, not both',
  })

export const noticeTargets = z.array(target).min(1).max(10).describe('Where it is sent.')
const stores = z
  .array(z.string().min(1).max(600))
  .max(1000)
  .optional()
  .describe('Only these stores. Default: all.')

export const digestShape = z.strictObject({
  every: z.enum(['day', 'week']).describe('Of the day before, or on Mondays of the week before.'),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 07:30')
    .optional()
    .describe('When it is sent, in the time zone of the organisation. Default `07:00`.'),
  to: noticeTargets,
  language: noticeLanguage,
  stores,
  items: z.int().min(1).max(20).optional().describe('How many insights it has. Default 5.'),
})

const threshold = z
  .union([z.number(), z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'expected a plain number')])
  .optional()

export const alertShape = z
  .strictObject({
    metric: z.string().min(1).max(200).describe('A metric; `cartograph figures --list` shows all.'),
    over: z
      .enum(['day', 'week', 'month'])
      .optional()
      .describe(
        'The last so long that has ended: yesterday, the last week or month. Default `day`.',
      ),
    above: threshold.describe(
      'Tells when the metric is more: whole units of the currency, or 0.05 for a share.',
    ),
    below: threshold.describe('Tells when it is less.'),
    rises: threshold.describe(
      'Tells when it is so much more than in the period before: 0.2 is a fifth.',
    ),
    falls: threshold.describe('Tells when it is so much less than in the period before.'),
    hysteresis: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        'How far back across the limit the metric must be before the alert is over, as a share of the limit. Default 0.05.',
      ),
    quiet: z
      .string()
      .regex(/^[1-9]\d{0,5}[smhd]$/, 'expected a number and a unit, such as 90s, 15m, 6h or 1d')
      .optional()
      .describe('After it was told, it is told again after so long at the earliest. Default `1d`.'),
    stores,
    language: noticeLanguage,
    to: noticeTargets,
  })
  .refine(
    (alert) =>
      [alert.above, alert.below, alert.rises, alert.falls].filter((each) => each !== undefined)
        .length === 1,
    { message: 'expected one of `above`, `below`, `rises` and `falls`' },
  )

export const insightsShape = z.strictObject({
  language: z.enum(noticeLanguages).optional().describe('Of all sentences. Default `en`.'),
  model: z
    .strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .describe('Where it answers, up to `/chat/completions`; nothing else is asked.'),
      model: z.string().min(1).max(200).describe('The name of the model.'),
      key: secret(z.string().min(1)).optional().describe('Sent as `Authorization: Bearer …`.'),
    })
    .optional()
    .describe(
      'A language model that words insights; it is told sums and never a person. Default: none, templates say them.',
    ),
})

export const quotaShape = z.strictObject({
  paidOrders: z
    .int()
    .min(1)
    .optional()
    .describe(
      'Paid orders of the last thirty days, of all organisations together. Default: no limit.',
    ),
  organisations: z
    .array(z.string().min(1).max(63))
    .max(200)
    .optional()
    .describe('Organisations of the account in this store. Default: this one.'),
})

export type DigestShape = z.infer<typeof digestShape>
export type AlertShape = z.infer<typeof alertShape>
