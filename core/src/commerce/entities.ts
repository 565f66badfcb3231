import type * as z from 'zod'
import { cart } from './cart.ts'
import { category } from './category.ts'
import { consent } from './consent.ts'
import { coupon } from './coupon.ts'
import { customer } from './customer.ts'
import { dispute } from './dispute.ts'
import { event } from './event.ts'
import { entityNames, plurals, type EntityName } from './names.ts'
import { order } from './order.ts'
import { payment } from './payment.ts'
import { payout } from './payout.ts'
import { product } from './product.ts'
import { profile } from './profile.ts'
import { referencesOf, type Reference } from './references.ts'
import { refund } from './refund.ts'
import { stockLevel } from './stock-level.ts'
import { store } from './store.ts'
import { subscription } from './subscription.ts'
import { variant } from './variant.ts'
import { voucherRedemption } from './voucher-redemption.ts'
import { voucher } from './voucher.ts'

export const schemas = {
  store,
  customer,
  category,
  product,
  variant,
  stockLevel,
  coupon,
  cart,
  order,
  payment,
  refund,
  dispute,
  payout,
  subscription,
  voucher,
  voucherRedemption,
  consent,
  event,
  profile,
} as const satisfies Record<EntityName, z.ZodObject>

export interface EntityDefinition {
  readonly name: EntityName
  readonly plural: string
  readonly schema: z.ZodObject
  /** Where ids of other entities stand; `*` is every element of a list. */
  readonly references: readonly Reference[]
}

/** The commerce model, by the names that mappings, exports, metrics and sinks use. */
export const entities = Object.fromEntries(
  entityNames.map((name): [EntityName, EntityDefinition] => [
    name,
    { name, plural: plurals[name], schema: schemas[name], references: referencesOf(schemas[name]) },
  ]),
) as Readonly<Record<EntityName, EntityDefinition>>

/** The row of an entity, as the store keeps it. */
export type Row<Name extends EntityName> = z.infer<(typeof schemas)[Name]>
