import type { Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { customerMapping } from './customer.ts'
import { fromRule } from './from-rule.ts'
import { orderMapping } from './order.ts'
import { refundMapping } from './refund.ts'

/** Native rows as commerce entities, and commerce entities as Rule takes them. */
export function mappingsOf(config: Settings): readonly Mapping[] {
  return [...fromRule, customerMapping(config), orderMapping(config), refundMapping(config)]
}
