import type { JsonObject } from '@cartograph/core'
import type { AutomationTrigger } from '../config/index.ts'
import type { TriggerRule } from './happening.ts'

/** Events of a type; of a segment, only those that tell of it. */
export function eventRule({ event, segment }: AutomationTrigger): TriggerRule {
  return {
    entities: ['event'],
    needsSeen: false,
    judge: ({ row }) => {
      if (row['type'] !== event) return {}
      const properties = (row['properties'] ?? {}) as JsonObject
      if (segment !== undefined && properties['segment'] !== segment) return {}
      const { at } = row
      const happenedAt = typeof at === 'string' ? Date.parse(at) : Number.NaN
      if (!Number.isFinite(happenedAt)) return {}
      return { happening: { transition: event, happenedAt, again: false, facts: {} } }
    },
  }
}
