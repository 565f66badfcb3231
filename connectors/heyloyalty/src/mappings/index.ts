import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { customerMapping } from './customer.ts'
import { fromHeyloyalty } from './from-heyloyalty.ts'
import { orderMapping } from './order.ts'
import { productMappings } from './product.ts'
import { refundMapping } from './refund.ts'

/** Native rows as commerce entities, and commerce entities as Heyloyalty takes them. */
export function mappingsOf(config: Settings): readonly Mapping[] {
  return [
    ...fromHeyloyalty(config),
    customerMapping(config),
    orderMapping(config),
    refundMapping(config),
    ...productMappings(config),
  ]
}
