import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { fromRule } from './from-rule.ts'
import { orderMapping, refundMapping } from './order.ts'
import { customerMapping } from './customer.ts'

/** Native rows as commerce entities, and commerce entities as Rule takes them. */
export function mappingsOf(config: Settings): readonly Mapping[] {
  return [...fromRule, customerMapping(config), orderMapping(config), refundMapping(config)]
}
