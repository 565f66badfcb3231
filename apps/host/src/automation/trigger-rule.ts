import type { EntityName, Json, JsonObject } from '@cartograph/core'
import type { AutomationTrigger } from '../config/index.ts'
import { contentHash } from '../store/index.ts'
import { eventRule } from './event-rule.ts'
import type { TriggerRule } from './happening.ts'
import { backInStock, priceDrop } from './product-rules.ts'

/** Judges rows against what was seen of them last; whatever comes between two looks is one. */
export function triggerRule(on: AutomationTrigger): TriggerRule {
  switch (on.event) {
    case 'order.placed':
      return onOrder('order.placed', (status) => !unplaced.has(status), placedAt)
    case 'order.paid':
      return onOrder('order.paid', (status) => paid.has(status), paidAt)
    case 'order.shipped':
      return onOrder('order.shipped', (status) => status === 'fulfilled', placedAt)
    case 'order.refunded':
      return once('refund', 'order.refunded', 'createdAt')
    case 'customer.created':
      return customerCreated
    case 'customer.updated':
      return customerUpdated(on.properties)
    case 'birthday':
      return birthDays
    case 'product.backInStock':
      return backInStock
    case 'product.priceDrop':
      return priceDrop(on.drop ?? 0)
    default:
      return eventRule(on)
  }
}

const unplaced: ReadonlySet<string> = new Set(['draft', 'failed', 'cancelled'])
const paid: ReadonlySet<string> = new Set(['paid', 'fulfilled', 'partiallyRefunded', 'refunded'])

/** An order that is so once has been so: what is taken back and done again is no second time. */
function onOrder(
  transition: string,
  isSo: (status: string) => boolean,
  firstAt: (row: JsonObject) => number | undefined,
): TriggerRule {
  return {
    entities: ['order'],
    needsSeen: true,
    judge: ({ row, before }) => {
      if (before === 'yes') return { state: 'yes' }
      if (!isSo(textOf(row['status']))) return { state: 'no' }
      // Of one that was seen before it was so, the last change made it so.
      const happenedAt =
        before === undefined
          ? firstAt(row)
          : (instantOf(row['paidAt']) ?? instantOf(row['updatedAt']))
      return {
        state: 'yes',
        happening: { transition, happenedAt, again: false, facts: {} },
      }
    },
  }
}

function placedAt(row: JsonObject): number | undefined {
  return instantOf(row['placedAt'])
}

function paidAt(row: JsonObject): number | undefined {
  return instantOf(row['paidAt']) ?? placedAt(row)
}

/** Rows that never change need no memory: the run is there or not. */
function once(entity: EntityName, transition: string, at: string): TriggerRule {
  return {
    entities: [entity],
    needsSeen: false,
    judge: ({ row }) => ({
      happening: { transition, happenedAt: instantOf(row[at]), again: false, facts: {} },
    }),
  }
}

const customerCreated: TriggerRule = {
  entities: ['customer'],
  needsSeen: true,
  judge: ({ row, before }) =>
    before === undefined
      ? {
          state: 'yes',
          happening: {
            transition: 'customer.created',
            happenedAt: instantOf(row['createdAt']),
            again: false,
            facts: {},
          },
        }
      : { state: 'yes' },
}

/** What changes by itself, or is no property of the person. */
const unwatched: ReadonlySet<string> = new Set([
  'id',
  'connection',
  'updatedAt',
  'createdAt',
  'customerIds',
  'connections',
])

function customerUpdated(properties: readonly string[] | undefined): TriggerRule {
  return {
    entities: ['profile'],
    needsSeen: true,
    judge: ({ row, before }) => {
      const extended = (row['extended'] ?? {}) as JsonObject
      const names = properties ?? Object.keys(row).filter((name) => !unwatched.has(name))
      const watched = names.toSorted().map((name) => [name, row[name] ?? extended[name] ?? null])
      const state = contentHash(JSON.stringify(watched))
      if (before === undefined || before === state) return { state }
      return {
        state,
        happening: {
          transition: 'customer.updated',
          happenedAt: undefined,
          again: true,
          facts: {},
        },
      }
    },
  }
}

/** Only remembers: what day it is tells the clock. */
const birthDays: TriggerRule = {
  entities: ['profile'],
  needsSeen: true,
  judge: ({ row }) => ({
    state: /^\d{4}-(\d\d-\d\d)$/u.exec(textOf(row['birthDate']))?.[1] ?? '',
  }),
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function instantOf(value: Json | undefined): number | undefined {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(instant) ? instant : undefined
}
