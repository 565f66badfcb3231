import { author, personal, secret } from '@cartograph/core'
import * as z from 'zod'
import { groupNames, tagNames } from './assumptions.ts'

const localHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const apiAddress = z.string().refine(
  (text) => {
    const url = URL.parse(text)
    return (
      url !== null &&
      (url.protocol === 'https:' || localHost.test(url.hostname)) &&
      !/\/(?:v\d)?$/.test(text)
    )
  },
  { message: 'expected an https address without a version and without a slash at its end' },
)

/** The name of a group, a field or a part of a key of v2, in which exactly one point stands between the two. */
export const fieldName = z
  .string()
  .regex(
    /^[^.[\]{}"'\\]+$/,
    'expected a name without points, brackets, quotation marks and backslashes',
  )

/** All digits would be taken for the id of a tag. */
export const tagName = z
  .string()
  .trim()
  .min(1)
  .regex(/\D/, 'expected a name that is not all digits, which Rule takes for an id')

const timeZone = z.string().refine(
  (text) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
    } catch {
      return false
    }
  },
  { message: 'expected a time zone such as Europe/Stockholm' },
)

export const settings = z
  .strictObject({
    apiKey: secret(z.string().min(8)).meta({
      title: 'API key',
      description: 'In Rule: Settings, Developer.',
    }),
    timeZone: timeZone.optional().meta({
      title: 'Time zone',
      description: 'By whose clocks instants are written. Default `Europe/Stockholm`.',
    }),
    contactGroup: fieldName.optional().meta({
      title: 'Group of the contact',
      description: `Default \`${groupNames.contact}\`.`,
    }),
    addressGroup: fieldName.optional().meta({
      title: 'Group of the address',
      description: `Default \`${groupNames.address}\`.`,
    }),
    orderGroup: fieldName.optional().meta({
      title: 'Group of orders',
      description: `A historical one. Default \`${groupNames.order}\`.`,
    }),
    tags: z
      .strictObject({
        contact: tagName.optional(),
        sale: tagName.optional(),
        refund: tagName.optional(),
        optIn: tagName.optional(),
      })
      .optional()
      .meta({
        title: 'Tags',
        description: `\`contact\` of everybody (default \`${tagNames.contact}\`), \`sale\` and \`refund\` of who bought (\`${tagNames.sale}\`, \`${tagNames.refund}\`), \`optIn\` of who agreed to mails or text messages (\`${tagNames.optIn}\`).`,
      }),
    automation: z.enum(['none', 'reset', 'force']).optional().meta({
      title: 'Automations',
      description:
        'What a new tag sets off: nothing (`none`, the default), or an automation in the words of Rule. Never by what was there before a delivery began, and never for who is suppressed.',
    }),
    optOuts: z.enum(['suppress', 'keep']).optional().meta({
      title: 'Opt-outs',
      description:
        '`suppress` (default): who said no to mails or text messages here is suppressed in Rule. `keep`: Rule is not told.',
    }),
    letBack: z.enum(['own', 'never']).optional().meta({
      title: 'Who agrees again',
      description:
        '`own` (default): who was suppressed over the API, as opt-outs from here are, and has agreed since is let back in. `never`: nobody is. Who unsubscribed in Rule itself never is.',
    }),
    whenGone: z.enum(['keep', 'delete', 'anonymise']).optional().meta({
      title: 'Customers who are gone',
      description:
        '`keep` (default), `delete` the subscriber, or `anonymise`: take away the contact and address groups and the tags, and suppress all messages. An erasure always deletes.',
    }),
    readsFields: z.boolean().optional().meta({
      title: 'Reads fields',
      description:
        'Whether the values of all subscribers are read too (stream `fields`), which takes a request for each. Default false.',
    }),
    fromName: z.string().min(1).optional().meta({
      title: 'Name of the sender',
      description: 'Of messages. Needed for them.',
    }),
    fromEmail: personal('email', z.email().optional()).meta({
      title: 'Address of the sender',
      description: 'Of messages by e-mail. Needed for them.',
    }),
    backfill: z.enum(['skip', 'send']).optional().meta({
      title: 'Messages about what was there before',
      description:
        '`skip` (default): a new delivery sends no message about what the store had already. `send`: about all of it.',
    }),
    batchSize: z.int().min(1).max(1_000).optional().meta({
      title: 'Subscribers in a request',
      description: 'Default 1000; 100 where automations are set off.',
    }),
    setupSubscriber: personal('email', z.email().optional()).meta({
      title: 'Subscriber for the set-up',
      description:
        'Address of a subscriber of your own in whose name `cartograph prepare` makes the historical group. Default: a blocked one without an address.',
    }),
    landsWithinMs: z.int().min(0).optional().meta({
      title: 'Written within',
      description:
        'Milliseconds after its answer within which Rule has written an order. Default 60000.',
    }),
    requestsAllowed: z.int().min(1).optional().meta({
      title: 'Requests allowed',
      description: 'By v3, in `requestsWindowMs`. Default 2000.',
    }),
    requestsWindowMs: z.int().min(1_000).optional().meta({
      title: 'Window of the requests',
      description: 'Milliseconds. Default 60000.',
    }),
    concurrentRequests: z.int().min(1).optional().meta({
      title: 'Requests at once',
      description: 'Default 4.',
    }),
    apiBase: apiAddress.optional().meta({
      title: 'Address of the API',
      description: 'Without the version. Default `https://app.rule.io/api`.',
    }),
  })
  .meta({ examples: [{ apiKey: 'rule-0123456789' }] })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

export function apiBaseOf({ apiBase }: Settings): string {
  return apiBase ?? 'https://app.rule.io/api'
}

export function groupsOf({ contactGroup, addressGroup, orderGroup }: Settings) {
  return {
    contact: contactGroup ?? groupNames.contact,
    address: addressGroup ?? groupNames.address,
    order: orderGroup ?? groupNames.order,
  }
}

export function tagsOf({ tags = {} }: Settings) {
  return {
    contact: tags.contact ?? tagNames.contact,
    sale: tags.sale ?? tagNames.sale,
    refund: tags.refund ?? tagNames.refund,
    optIn: tags.optIn ?? tagNames.optIn,
  }
}
