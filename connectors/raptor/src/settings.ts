import { author, secret } from '@cartograph/core'
import * as z from 'zod'
import { addressSettings } from './addresses.ts'
import {
  assumedBasketSeparator,
  assumedCdpIdentifier,
  assumedCdpKeyHeader,
  assumedConcurrent,
  assumedEventsWithinMs,
  assumedModuleInputs,
  assumedPurchasesWithinMs,
  assumedTriggerKeyHeader,
} from './assumptions.ts'
import { catalogueSettings } from './catalogue-settings.ts'
import { audienceFieldSettings } from './cdp-settings.ts'
import { positionSettings } from './positions.ts'
import { triggerFieldSettings, triggerNameSettings } from './trigger-settings.ts'

const key = () => secret(z.string().min(4)).optional()
const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^`|~\w-]+$/, 'expected the name of a header, such as x-api-key')
  .optional()
const streamId = () => secret(z.guid('expected the GUID of an input stream')).optional()
const coding = z.enum(['base64', 'plain']).optional()
const inputName = z.string().min(1).optional()

export const settings = z
  .strictObject({
    customerId: z
      .string()
      .regex(/^\d{4,5}$/, 'expected four or five digits')
      .meta({
        title: 'Customer ID',
        description: 'Of the account, four or five digits. In Raptor: the control panel.',
      }),
    apiKey: key().meta({
      title: 'API key',
      description: 'For recommendations. Given by Raptor’s support.',
    }),
    erasureKey: key().meta({
      title: 'Key of the right to be forgotten',
      description: 'Given by Raptor’s support. Without it nobody can be erased from here.',
    }),
    cdpKey: key().meta({
      title: 'Key of the CDP',
      description: 'Of the activation “CDP API”, for memberships of audiences.',
    }),
    reaIdKey: key().meta({
      title: 'Key of ReaIDs',
      description: 'For ids of addresses in links of mails; needs `addresses.reaIds`.',
    }),
    triggerKey: key().meta({
      title: 'Key of triggers',
      description: 'What triggers must bring; chosen by you and told to Raptor’s support.',
    }),
    streams: z
      .strictObject({ products: streamId(), persons: streamId(), orderLines: streamId() })
      .optional()
      .meta({
        title: 'Input streams',
        description:
          'The stream ids of dataflows in the Data Manager: of type Catalog, Person and Interaction.',
      }),
    drafts: z.boolean().optional().meta({
      title: 'Drafts',
      description: 'True while the dataflows are drafts. Default false.',
    }),
    positions: positionSettings.optional().meta({
      assumed: 'In Raptor: Integrations, Implementing tracking.',
      title: 'Positions',
      description:
        'Which parameter holds what, where the account differs from the template. In Raptor: Integrations, Implementing tracking.',
    }),
    productIds: z.enum(['native', 'sku']).optional().meta({
      title: 'Ids of products',
      description:
        '`native` (default): the shop’s own id of the variant, or of the product. `sku`: its stock keeping unit, where shop and tills have different ids. The same in feed, tracking and pages of the shop.',
    }),
    userId: z.enum(['email', 'customer']).optional().meta({
      title: 'Ids of persons',
      description:
        'What `UserId` is in tracking, and what tells persons apart in streams: the `email` (default), or the shop’s id of the `customer`. An erasure is asked by the address.',
    }),
    needsConsent: z.boolean().optional().meta({
      title: 'Consent',
      description:
        'Whether what tells of a person is only sent where they agreed to profiling. Default true.',
    }),
    eventsWithinMs: z
      .int()
      .min(0)
      .optional()
      .meta({
        title: 'Age of events',
        description: `Milliseconds after which an event or a basket is not told any more, for Raptor stamps them when they arrive. Default ${assumedEventsWithinMs}.`,
      }),
    purchasesWithinMs: z
      .int()
      .min(0)
      .optional()
      .meta({
        title: 'Age of purchases',
        description: `The same for purchases. Default ${assumedPurchasesWithinMs}.`,
      }),
    onUnknown: z.enum(['lose', 'double']).optional().meta({
      title: 'Where nobody saw the outcome',
      description:
        'Raptor knows no repeats. `lose` (default): an event, purchase or order line whose outcome nobody saw is not sent again. `double`: it is.',
    }),
    basketSeparator: z
      .string()
      .length(1)
      .optional()
      .meta({
        assumed: 'Raptor’s support.',
        title: 'Separator of baskets',
        description: `Between the products of a basket. Another one must be told to Raptor’s support. Default \`${assumedBasketSeparator}\`.`,
      }),
    userIdCoding: z.strictObject({ online: coding, offline: coding }).optional().meta({
      assumed: 'Raptor’s support.',
      title: 'Coding of persons',
      description:
        'How `ruid` is written: `online` (default `base64`), and for `offline` purchases (default `plain`).',
    }),
    ...catalogueSettings,
    module: z.string().min(1).optional().meta({
      title: 'Module',
      description: 'Of recommendations that name none. Default `GetSimilarItems`.',
    }),
    moduleInputs: z
      .strictObject({
        product: inputName,
        cookie: inputName,
        category: inputName,
        brand: inputName,
        user: inputName,
      })
      .optional()
      .meta({
        assumed: 'Raptor’s support.',
        title: 'Inputs of modules',
        description: `What modules call what they are asked about. Default: ${Object.values(assumedModuleInputs).join(', ')}.`,
      }),
    cdpKeyHeader: headerName.meta({
      assumed: 'Raptor’s support.',
      title: 'Header of the CDP’s key',
      description: `Default \`${assumedCdpKeyHeader}\`.`,
    }),
    cdpIdentifier: z
      .string()
      .min(1)
      .optional()
      .meta({
        assumed: 'In Raptor: CDP, Activations.',
        title: 'Identifier of the CDP',
        description: `The identifier of persons by which memberships are asked for. Default \`${assumedCdpIdentifier}\`.`,
      }),
    audienceFields: audienceFieldSettings.optional().meta({
      assumed: 'Raptor’s support.',
      title: 'Fields of audiences',
      description: 'How changes of audiences are asked for and told.',
    }),
    triggerKeyHeader: headerName.meta({
      assumed: 'Raptor’s support.',
      title: 'Header of the triggers’ key',
      description: `Default \`${assumedTriggerKeyHeader}\`.`,
    }),
    triggerFields: triggerFieldSettings.optional().meta({
      assumed: 'The first trigger that comes, or Raptor’s support.',
      title: 'Fields of triggers',
      description: 'Where a trigger holds what.',
    }),
    triggerNames: triggerNameSettings.optional().meta({
      assumed: 'In Raptor: the names of your triggers.',
      title: 'Names of triggers',
      description: 'What triggers are called in Raptor.',
    }),
    shop: z
      .string()
      .min(1)
      .optional()
      .meta({
        title: 'Connection of the shop',
        description:
          'The id of the connection whose products, carts and customers triggers are about.',
        examples: ['shop'],
      }),
    scriptTracks: z
      .array(z.enum(['visits', 'baskets', 'purchases']))
      .optional()
      .meta({
        title: 'What the script tracks',
        description:
          'In the script for the shop’s pages that `cartograph prepare` prints. Never what a delivery tells as well. Default visits and baskets.',
      }),
    concurrentRequests: z
      .int()
      .min(1)
      .optional()
      .meta({
        assumed: 'Raptor’s support.',
        title: 'Requests at once',
        description: `Default ${assumedConcurrent}.`,
      }),
    addresses: addressSettings.optional().meta({
      title: 'Addresses',
      description: 'Of the services, without a slash at the end.',
    }),
  })
  .superRefine(({ reaIdKey, addresses }, context) => {
    if (reaIdKey !== undefined && addresses?.reaIds === undefined)
      context.addIssue({
        code: 'custom',
        path: ['addresses', 'reaIds'],
        message: 'expected the address that Raptor told with the key of ReaIDs',
      })
  })
  .meta({ examples: [{ customerId: '12345' }] })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)
