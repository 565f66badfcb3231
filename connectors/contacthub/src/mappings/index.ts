import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { cartMapping } from './cart.ts'
import { customerMapping } from './customer.ts'
import { eventMapping, sessionMapping } from './event.ts'
import { fromContacthub } from './from-contacthub.ts'
import { orderMapping, shipmentMapping } from './order.ts'
import { refundMapping } from './refund.ts'

/** What Contacthub holds as commerce entities, and commerce entities as Contacthub takes them. */
export function mappingsOf(config: Settings): readonly Mapping[] {
  return [
    ...fromContacthub(config),
    customerMapping(config),
    orderMapping(config),
    refundMapping(config),
    shipmentMapping,
    cartMapping(config),
    eventMapping,
    sessionMapping,
  ]
}
