import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { audienceMapping } from './audiences.ts'
import { basketMapping } from './baskets.ts'
import { eventMapping } from './events.ts'
import { personMapping } from './persons.ts'
import { productMappings } from './products.ts'
import { orderLineMapping, purchaseMappings } from './purchases.ts'
import { triggerMapping } from './triggers.ts'

/** Entities as Raptor takes them, and its triggers as events. */
export function mappingsOf(config: Settings): readonly Mapping[] {
  return [
    triggerMapping(config),
    audienceMapping,
    eventMapping(config),
    basketMapping(config),
    ...purchaseMappings(config),
    ...productMappings(config),
    personMapping,
    orderLineMapping(config),
  ]
}
