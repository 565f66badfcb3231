import * as z from 'zod'
import { childrenStream } from './children.ts'
import { eachWith } from './rows.ts'
import { wholeStream } from './whole.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#shipping-zones (read 2026-11-22) */
export const shippingZoneRow = z.looseObject({
  /** 0: everywhere that no other zone covers. */
  id: z.int().nonnegative(),
  name: z.string(),
})

export const shippingZones = wholeStream({
  schema: shippingZoneRow,
  key: (row) => row.id,
  path: 'shipping/zones',
  fields: 'id,name,order',
})

const shippingMethodRow = z.looseObject({
  id: z.int().positive(),
  title: z.string().nullish(),
  method_id: z.string(),
  enabled: z.boolean().optional(),
  /** Added here. */
  zone_id: z.int(),
})
type ShippingMethodRow = z.infer<typeof shippingMethodRow>

/** How each zone is delivered to; without the methods' settings, which can hold keys of carriers. */
export const shippingMethods = childrenStream<ShippingMethodRow>({
  schema: shippingMethodRow,
  key: (row) => [row.zone_id, row.id],
  parents: { path: 'shipping/zones', query: { _fields: 'id' } },
  path: (zone) => `shipping/zones/${zone}/methods`,
  query: () => ({ _fields: 'id,title,method_id,method_title,enabled,order' }),
  paged: false,
  complete: (_context, rows, zone) => eachWith(rows, { zone_id: zone }),
})
