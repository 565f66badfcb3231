import { author, personal, secret } from '@cartograph/core'
import * as z from 'zod'
import { assumedOrderImportBase, assumedTimeZone } from './assumptions.ts'
import { consentSettings } from './consent-settings.ts'
import { businessIntelligence, customField, filters, segment, shop } from './list-settings.ts'
import { productFeed } from './product-feed-settings.ts'
import { address, timeZone } from './setting-texts.ts'

export const settings = z
  .strictObject({
    apiKey: secret(z.string().min(4)).meta({
      title: 'API key',
      description: 'In Heyloyalty: your name at the top, Account settings, API.',
    }),
    apiSecret: secret(z.string().min(4)).meta({
      title: 'API secret',
      description: 'Beside the key. Signs every request anew.',
    }),
    list: z.union([z.int().positive(), z.string().trim().min(1)]).meta({
      title: 'List',
      description:
        'Id or name of the list of members. One that is named and is not there is made by `cartograph prepare`.',
    }),
    contactEmail: personal('email', z.email().optional()).meta({
      title: 'Address for errors',
      description:
        'Whom Heyloyalty writes to about webhooks and imports that fail. Without it webhooks are made by hand, members are never imported in bulk, and no orders are sent.',
    }),
    newList: z
      .strictObject({
        country: z
          .int()
          .positive()
          .optional()
          .meta({ description: 'An id of Heyloyalty. Default 1, Denmark.' }),
        doubleOptIn: z
          .boolean()
          .optional()
          .meta({ description: 'Whether new members have to confirm. Default false.' }),
      })
      .optional()
      .meta({
        title: 'A new list',
        description: 'How `prepare` makes the list.',
      }),
    fields: z.array(customField).optional().meta({
      title: 'Fields',
      description:
        'Fields of your own that `prepare` makes: `name`, `format` (`text`, `number`, `date`, `boolean`, `choice`, `multi`), `label`, `options`.',
    }),
    shops: z.array(shop).optional().meta({
      title: 'Shops',
      description:
        'Shops of the list that `prepare` makes. The customers of a `store` of yours belong to its shop.',
    }),
    segments: z.array(segment).optional().meta({
      title: 'Segments',
      description:
        'Segments that `prepare` makes: `name`, `logic` (`and`, `or`), and `filters` by field and operator; options by label.',
    }),
    only: filters.optional().meta({
      title: 'Which members are read',
      description: 'Filters by field and operator. Default: all. Opt-outs are always read.',
    }),
    ...consentSettings,
    updateWith: z.enum(['patch', 'put', 'upsert']).optional().meta({
      title: 'How members are changed',
      description:
        '`patch` (default) changes the fields that are sent. `put` and `upsert` send all other fields back as they are.',
    }),
    unsubscribedAre: z.enum(['listed', 'hidden']).optional().meta({
      title: 'Unsubscribed members',
      description:
        'Whether Heyloyalty lists them (default `listed`). `hidden`: new members are made only by a call that refuses who is there already.',
    }),
    importFrom: z.int().min(1).optional().meta({
      title: 'Bulk import from',
      description:
        'So many new members of a back-fill in one batch are imported as a file. Default 50.',
    }),
    importsWithinMs: z.int().min(0).optional().meta({
      assumed: 'The support of Heyloyalty.',
      title: 'Imported within',
      description: 'Milliseconds within which Heyloyalty has worked on a file. Default 600000.',
    }),
    batchSize: z.int().min(1).max(5_000).optional().meta({
      title: 'Members in a batch',
      description: 'Default 250.',
    }),
    decimals: z.enum(['rounded', 'kept']).optional().meta({
      title: 'Decimals',
      description: 'In fields of the format `number`. Default `rounded`; text fields keep them.',
    }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'expected a currency such as DKK')
      .optional()
      .meta({
        title: 'Currency',
        description: 'Of the sums that members carry. Without it they carry none.',
      }),
    activeMembers: z.enum(['unknown', 'agreed']).optional().meta({
      title: 'What an active member means',
      description:
        '`unknown` (default): nothing. `agreed`: they agreed to mails when they became a member. Not with `withoutConsent: add`.',
    }),
    changesBy: z.enum(['reading', 'updatedAt']).optional().meta({
      title: 'How changes are found',
      description:
        '`reading` (default): all members are read again. `updatedAt`: only those that changed, if your account filters by it.',
    }),
    timeZone: timeZone.optional().meta({
      assumed: 'Compare an instant of a member here with the one that Heyloyalty shows.',
      title: 'Time zone',
      description: `Of Heyloyalty’s instants, which carry none. Default \`${assumedTimeZone}\`.`,
    }),
    productIds: z.enum(['native', 'whole']).optional().meta({
      title: 'Ids of products',
      description:
        '`native` (default): as the shop’s pages and its tracking have them. `whole`: with the connection before them.',
    }),
    productFeed: productFeed.optional().meta({
      title: 'Product feed',
      description:
        'The feed that `prepare` sets up, with its mapping. `url`: an address of its own; default: the document `products` of this connection.',
    }),
    businessIntelligence: businessIntelligence.optional().meta({
      title: 'Business intelligence',
      description:
        'Who finds abandoned carts: `provider` `raptor` with `raptorCustomerId` and `raptorApiKey`, or `heyloyalty` for triggers from here.',
    }),
    triggerContent: z.enum(['all', 'idAndName']).optional().meta({
      title: 'Products of a trigger',
      description:
        'What is told of them besides their id: `all` that is given (default), or the name.',
    }),
    trackingId: z.string().min(1).optional().meta({
      title: 'Tracking id',
      description: 'Of Heycommerce. Needed for orders.',
    }),
    orderImportBase: address.optional().meta({
      assumed: 'The support of Heyloyalty.',
      title: 'Address of the order import',
      description: `Default \`${assumedOrderImportBase}\`; \`https://bi.heyloyalty.com/api\` is in use too.`,
    }),
    requestsAllowed: z.int().min(1).optional().meta({
      assumed: 'The support of Heyloyalty.',
      title: 'Requests allowed',
      description: 'In `requestsWindowMs`. Default 5.',
    }),
    requestsWindowMs: z.int().min(100).optional().meta({
      assumed: 'The support of Heyloyalty.',
      title: 'Window of the requests',
      description: 'Milliseconds. Default 1000.',
    }),
    apiBase: address.optional().meta({
      title: 'Address of the API',
      description: 'Default `https://api.heyloyalty.com`.',
    }),
  })
  .refine(
    ({ activeMembers, withoutConsent }) =>
      !(activeMembers === 'agreed' && withoutConsent === 'add'),
    {
      message:
        'expected `unknown` where `withoutConsent: add` adds people who never agreed, or their membership would count as a yes',
      path: ['activeMembers'],
    },
  )
  .meta({
    examples: [{ apiKey: 'heyloyalty-key', apiSecret: 'heyloyalty-secret', list: 'Customers' }],
  })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

export function apiBaseOf({ apiBase = 'https://api.heyloyalty.com' }: Settings): string {
  return apiBase
}

export function orderImportBaseOf({ orderImportBase }: Settings): string {
  return orderImportBase ?? assumedOrderImportBase
}
