import { author, secret } from '@cartograph/core'
import * as z from 'zod'

const address = z.string().superRefine((text, context) => {
  const wrong = (message: string) => context.addIssue({ code: 'custom', message })
  if (!/^https?:\/\//i.test(text))
    return wrong('expected the address with https:// before it, such as https://shop.example')
  if (!URL.canParse(text)) return wrong('expected an address such as https://shop.example')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    return wrong('expected an address without a user and a password in it')
  if (url.search !== '' || url.hash !== '')
    return wrong('expected the address of the front page, without ? and #')
  if (/\/(wp-json|wp-admin)(\/|$)/.test(url.pathname))
    return wrong('expected the address of the front page, without wp-json or wp-admin')
})

const example = {
  url: 'https://shop.example',
  consumerKey: 'ck_0123456789',
  consumerSecret: 'cs_0123456789',
}

export const settings = z
  .strictObject({
    url: address.meta({
      title: 'Shop address',
      description:
        "Address of the shop's front page with its scheme, as in WordPress under Settings, General, Site Address.",
      examples: ['https://shop.example'],
    }),
    consumerKey: z
      .string()
      .regex(
        /^ck_\S+$/,
        'expected the consumer key, which begins with ck_; the secret begins with cs_',
      )
      .meta({
        title: 'Consumer key',
        description:
          'In WordPress: WooCommerce, Settings, Advanced, REST API, Add key. Begins with `ck_`.',
      }),
    consumerSecret: secret(
      z
        .string()
        .regex(
          /^cs_\S+$/,
          'expected the consumer secret, which begins with cs_; the key begins with ck_',
        )
        .meta({
          title: 'Consumer secret',
          description: 'Shown once, beside the key. Begins with `cs_`.',
        }),
    ),
    authentication: z.enum(['auto', 'query']).optional().meta({
      title: 'How the key is sent',
      description:
        '`auto` (default): in the Authorization header over https, as a signature over http. `query`: in the address, for hosts that take the header away.',
    }),
    startDate: z.iso.date('expected a day such as 2025-01-31').optional().meta({
      title: 'First day',
      description:
        'Orders, refunds and reviews made before this day (UTC) are not read. Default: all are.',
    }),
    statuses: z
      .array(z.string().regex(/^[a-z0-9_-]+$/, 'expected a status such as on-hold'))
      .min(1)
      .optional()
      .meta({
        title: 'Order statuses',
        description:
          "Only orders in these statuses, in WooCommerce's words (`completed`). Default: all, trash included.",
      }),
    drafts: z.boolean().optional().meta({
      title: 'Unfinished check-outs',
      description: 'Whether check-outs that were begun and not finished are read. Default true.',
    }),
    carts: z.boolean().optional().meta({
      title: 'Carts',
      description:
        'Whether carts are taken that the plugin `cartograph-carts.php` posts; it signs them with `webhookSecret`. Default false.',
    }),
    notes: z.boolean().optional().meta({
      title: 'Order notes',
      description: 'Whether the notes on orders are read: a request for each order. Default false.',
    }),
    reports: z.boolean().optional().meta({
      title: 'Report figures',
      description:
        "Whether the shop's own report figures are read in place of orders and refunds. Default false.",
    }),
    fields: z.array(z.string().regex(/^\w+$/, 'expected the name of a field')).optional().meta({
      title: 'Further fields',
      description:
        'Further fields of orders, products and customers to keep, which extensions add. Default none.',
    }),
    erase: z.enum(['accounts', 'accountsAndOrders']).optional().meta({
      title: 'Erasing persons',
      description:
        'What is done here when a person is erased. `accounts`: their account is deleted, their reviews lose their name. `accountsAndOrders`: orders lose name, street, address and number too, and keep their sums. Needs a key with Read/Write. Default: nothing, and what is left is told.',
    }),
    pageSize: z.int().min(1).max(100).optional().meta({
      title: 'Page size',
      unit: 'rows a request',
      description: 'Fewer where a slow shop runs into its time limit. Default 100.',
    }),
    concurrentRequests: z.int().min(1).max(10).optional().meta({
      title: 'Requests at once',
      unit: 'requests under way',
      description: 'How many requests are under way at the same time. Default 2.',
    }),
    requestsPerMinute: z.int().min(1).max(6000).optional().meta({
      title: 'Requests a minute',
      unit: 'requests a minute',
      description: 'How many requests are made a minute. Default 240.',
    }),
    webhookSecret: secret(z.string().min(1)).optional().meta({
      title: 'Webhook secret',
      description:
        'Secret of webhooks that were made by hand. Those made by Cartograph have secrets of their own.',
    }),
  })
  .refine(({ authentication, url }) => authentication !== 'query' || /^https:/i.test(url), {
    path: ['authentication'],
    message: 'expected `auto`: over http WooCommerce takes signatures only',
  })
  .refine(({ carts, webhookSecret }) => carts !== true || webhookSecret !== undefined, {
    path: ['webhookSecret'],
    message: 'expected the secret with which the plugin signs the carts that it posts',
  })
  .refine(
    ({ statuses, drafts }) => drafts !== false || statuses?.includes('checkout-draft') !== true,
    {
      path: ['drafts'],
      message: 'expected `statuses` without checkout-draft, or `drafts: true`',
    },
  )
  .meta({ examples: [example, { ...example, notes: true }, { ...example, reports: true }] })

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

/** The largest page that WooCommerce gives. */
export function pageSizeOf({ pageSize }: Settings): number {
  return pageSize ?? 100
}
