import { author, secret } from '@cartograph/core'
import * as z from 'zod'
import { assumedSearchLagMs } from './assumptions.ts'
import { profileNames } from './profiles.ts'
import { vendorSettings } from './vendor-settings.ts'

const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'expected a currency such as EUR')

/** The name of a property of the workspace's own. */
const extendedName = z
  .string()
  .regex(/^\w+$/, 'expected a name of letters, digits and underlines, as Contacthub has them')

/** Where a value stands in a row of the entity `customer`. */
const rowPath = z
  .string()
  .regex(/^\$\.[\w.]+$/, 'expected a path of the customer such as $.extra.tier')

export const settings = z
  .strictObject({
    token: secret(z.string().min(8)).meta({
      title: 'Token',
      description: 'Of the source, in Contacthub: Settings, Sources.',
    }),
    workspaceId: z.uuid().meta({
      title: 'Workspace',
      description: 'Its id, beside the token.',
    }),
    nodeId: z.uuid().meta({
      title: 'Node',
      description: 'Id of the entry node that is written to. One connection a node.',
    }),
    currency: currencyCode.meta({
      title: 'Base currency',
      description: 'Amounts of events are converted to it at the rate of their day.',
    }),
    source: z.enum(['trusted', 'untrusted']).optional().meta({
      title: 'Security level of the source',
      description:
        '`trusted` (default) reads and writes; `untrusted` only writes, and is not told ids.',
    }),
    sourceId: z.uuid().optional().meta({
      title: 'Id of the source',
      description:
        'With it, customers that were made from here, and updates of our own, are known when they are read.',
    }),
    profiles: z.array(z.enum(profileNames)).optional().meta({
      title: 'Delivery profiles',
      description:
        'The sister products that are fed from the node: `contactsend`, `contactplan`. Default none.',
    }),
    newsletter: z
      .strictObject({ id: z.string().min(1), name: z.string().min(1).optional() })
      .optional()
      .meta({
        title: 'Subscription to mails',
        description:
          'A subscription `{ id, name }` that follows the consent to marketing by e-mail. Default none.',
      }),
    extended: z.record(extendedName, rowPath).optional().meta({
      title: 'Properties of the workspace',
      description:
        'What the default mapping of customers writes into them: by name a path of the customer such as `$.extra.tier`.',
    }),
    whenGone: z.enum(['keep', 'delete']).optional().meta({
      title: 'Customers who are gone',
      description:
        '`keep` (default), or `delete` with all events. An erasure always deletes, where the source may.',
    }),
    backfill: z.enum(['orders', 'all', 'none']).optional().meta({
      title: 'Events about what was there before',
      description:
        'What a new delivery sends of the past: `orders` (default) and their returns, `all`, or `none`. Events may set off automations.',
    }),
    readsUpdates: z.boolean().optional().meta({
      title: 'Follows updates',
      description:
        'Whether the stream of updates is followed, for tokens whose role may. Default false: customers are listed by their last change.',
    }),
    readsEvents: z.boolean().optional().meta({
      title: 'Reads events',
      description: 'Whether events of others are read too. Default false.',
    }),
    ...vendorSettings,
  })
  .refine(({ source, whenGone }) => source !== 'untrusted' || whenGone !== 'delete', {
    message: 'expected `keep`, because an untrusted source deletes nothing',
    path: ['whenGone'],
  })
  .refine(
    ({ source, readsUpdates, readsEvents }) =>
      source !== 'untrusted' || (readsUpdates !== true && readsEvents !== true),
    {
      message: 'expected a trusted source, because an untrusted one reads nothing',
      path: ['source'],
    },
  )
  .meta({
    examples: [
      {
        token: 'hub-0123456789',
        workspaceId: 'a0000000-0000-4000-8000-000000000001',
        nodeId: 'b0000000-0000-4000-8000-000000000001',
        currency: 'EUR',
      },
    ],
  })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

export function apiBaseOf({ apiBase }: Settings): string {
  return apiBase ?? 'https://api.contactlab.it/hub/v1'
}

export function isTrusted({ source }: Settings): boolean {
  return source !== 'untrusted'
}

export function searchLagOf({ searchLagMs }: Settings): number {
  return searchLagMs ?? assumedSearchLagMs
}
