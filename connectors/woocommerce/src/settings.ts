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

export const settings = z
  .strictObject({
    /** Address of the shop's front page with its scheme, as in WordPress under Settings, General, Site Address: `https://shop.example`. */
    url: address,
    /** In WordPress: WooCommerce, Settings, Advanced, REST API, Add key. Begins with `ck_`. */
    consumerKey: z
      .string()
      .regex(
        /^ck_\S+$/,
        'expected the consumer key, which begins with ck_; the secret begins with cs_',
      ),
    /** Shown once, beside the key. Begins with `cs_`. */
    consumerSecret: secret(
      z
        .string()
        .regex(
          /^cs_\S+$/,
          'expected the consumer secret, which begins with cs_; the key begins with ck_',
        ),
    ),
    /** `auto` (default): the key is sent in the Authorization header over https, as a signature over http. `query`: in the address, for hosts that take the header away. */
    authentication: z.enum(['auto', 'query']).optional(),
    /** Orders, refunds and reviews made before this day (UTC) are not read. Default: all are. */
    startDate: z.iso.date('expected a day such as 2025-01-31').optional(),
    /** Only orders in these statuses, in WooCommerce's words (`completed`). Default: all, trash included. */
    statuses: z
      .array(z.string().regex(/^[a-z0-9_-]+$/, 'expected a status such as on-hold'))
      .min(1)
      .optional(),
    /** Whether check-outs that were begun and not finished are read. Default true. */
    drafts: z.boolean().optional(),
    /** Whether the notes on orders are read: a request for each order. Default false. */
    notes: z.boolean().optional(),
    /** Whether the shop's own report figures are read in place of orders and refunds. Default false. */
    reports: z.boolean().optional(),
    /** Further fields of orders, products and customers to keep, which extensions add. Default none. */
    fields: z.array(z.string().regex(/^\w+$/, 'expected the name of a field')).optional(),
    /** Rows a request, 1 to 100. Fewer where a slow shop runs into its time limit. Default 100. */
    pageSize: z.int().min(1).max(100).optional(),
    /** Requests under way at the same time, 1 to 10. Default 2. */
    concurrentRequests: z.int().min(1).max(10).optional(),
    /** Requests a minute, 1 to 6000. Default 240. */
    requestsPerMinute: z.int().min(1).max(6000).optional(),
    /** Secret of webhooks that were made by hand. Those made by Cartograph have secrets of their own. */
    webhookSecret: secret(z.string().min(1)).optional(),
  })
  .refine(({ authentication, url }) => authentication !== 'query' || /^https:/i.test(url), {
    path: ['authentication'],
    message: 'expected `auto`: over http WooCommerce takes signatures only',
  })
  .refine(
    ({ statuses, drafts }) => drafts !== false || statuses?.includes('checkout-draft') !== true,
    {
      path: ['drafts'],
      message: 'expected `statuses` without checkout-draft, or `drafts: true`',
    },
  )

export type Settings = z.infer<typeof settings>

export const kit = author(settings)

/** The largest page that WooCommerce gives. */
export function pageSizeOf({ pageSize }: Settings): number {
  return pageSize ?? 100
}
