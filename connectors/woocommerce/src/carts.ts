import { fault, type Context, type Entry } from '@cartograph/core'
import * as z from 'zod'
import { kit, type Settings } from './settings.ts'

const text = z.string().nullish()

/** A cart as the plugin `cartograph-carts.php` posts it: WooCommerce itself keeps carts in sessions and tells nobody of them. */
const cartRow = z.looseObject({
  /** Unguessable, made by the plugin; another one after each order. */
  id: z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 hexadecimal digits'),
  /** Grows with each change: milliseconds since the epoch by the shop's clock. */
  changed: z.int().positive(),
  status: z.enum(['open', 'emptied', 'ordered']),
  email: text,
  phone: text,
  customer_id: z.int().min(0),
  order_id: z.int().min(0),
  currency: z.string(),
  total: z.string(),
  /** Milliseconds since the epoch by the shop's clock. */
  created: z.int().positive(),
  recovery_url: text,
  items: z.array(
    z.looseObject({
      key: z.string(),
      product_id: z.int(),
      variation_id: z.int().min(0),
      sku: text,
      name: text,
      quantity: z.number(),
      total: z.string(),
      url: text,
      image_url: text,
    }),
  ),
})
export type CartRow = z.infer<typeof cartRow>

/** Carts of shops that have the plugin. There is no list of them: what was posted while nobody listened is lost. */
export const carts = kit.stream({
  schema: cartRow,
  key: (row) => row.id,
  version: (row) => row.changed,
  deletes: 'never',
})

/** The topic under which the plugin posts. */
export const cartTopic = 'cartograph.cart'

/**
 * What a post of the plugin says.
 *
 * @throws a `record` fault for one that cannot be read.
 */
export function cartEntries({ config, log }: Context<Settings>, body: unknown): readonly Entry[] {
  if (config.carts !== true) {
    log.debug('A cart was posted, and the setting `carts` is not on.')
    return []
  }
  const row = cartRow.safeParse(body)
  if (row.success) return [{ stream: 'carts', op: 'upsert', at: row.data.changed, row: row.data }]
  const [issue] = row.error.issues
  throw fault({
    kind: 'record',
    message: `A cart that was posted cannot be read: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`,
    hint: 'Install the plugin cartograph-carts.php of this version of the connector.',
  })
}
